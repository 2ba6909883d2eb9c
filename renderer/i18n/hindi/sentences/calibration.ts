import type { calibration as english } from '#shared/words/english/calibration.ts'
import { translationOf } from '../../sentences.ts'

export const calibration = translationOf<typeof english>()({
  'calibration.multiclass': 'कई वर्ग होने पर यह पूर्वानुमानित वर्ग में विश्वास का अंशांकन है।',
  'calibration.no_line': 'पुनः अंशांकन की रेखा नहीं: {reason}।',
  'calibration.no_confidence': 'पूर्वानुमानित वर्ग में विश्वास नहीं दिया गया है',
  'calibration.regression': 'रिग्रेशन संभावनाओं का पूर्वानुमान नहीं करता',
  'calibration.ranking': 'रैंकिंग संभावनाओं का पूर्वानुमान नहीं करती',
  'calibration.nothing': 'कुछ नहीं कहा जा सकता: {reason}।',
  'calibration.few': 'कहने के लिए लेबल वाली पंक्तियाँ कम हैं ({needed} में से {rows})।',
  'calibration.small': 'स्कोर संयोग से अधिक चूकते हैं, पर 2 बिंदुओं से कम (निष्पक्षित त्रुटि {error})।',
  'calibration.agree': 'जहाँ तक ये पंक्तियाँ बता सकती हैं, स्कोर जो हुआ उससे मेल खाते हैं।',
  'calibration.off': 'स्कोर औसतन {error} से चूकते हैं, संयोग से अधिक (p {p})।',
  'signature.kink':
    'अंशांकन रेखा {score} पर मुड़ती है (नीचे ढलान {below}, ऊपर {above}): यह दूसरे स्कोर से मिलाए गए या किसी सीमा पर रोके गए स्कोर का चिह्न है।',
  'signature.weights':
    'ऑड्स {factor} के स्थिर गुणक से हटे हुए हैं: यह ऐसे मॉडल का चिह्न है जिसे सकारात्मक वर्ग को इतना भार देकर (या पुनर्नमूना लेकर) सिखाया गया, या सकारात्मक के अंश का जो तब से इतना बदला है। लॉजिट पैमाने पर ln({same}) घटाने से दोनों ठीक होते हैं।',
  'signature.constant':
    '{rows} पंक्तियों का स्कोर ठीक {score} है, जिनमें {share} सकारात्मक हैं: यह संख्या किसी ने लिखी है, मॉडल ने नहीं निकाली।',
  'calibration.certain': 'हर स्कोर 0, 0.5 या 1 है',
  'calibration.folds': 'एक वर्ग में {folds} तहों से कम पंक्तियाँ हैं',
  'calibration.max_norm': 'max मान का निष्पक्षित अनुमान नहीं होता',
  'calibration.no_fit': 'सभी स्कोर एक जैसे हैं, या वे वर्गों को पूरी तरह अलग करते हैं, इसलिए कोई रेखा नहीं बैठती',
})
