import type { storage as english } from '../english/storage.ts'
import type { Translated } from '../english.ts'

export const storage: Translated<typeof english> = {
  'view.storage': 'भंडारण',
  'view.storage.question': 'क्या रखा है, और क्या वह पूरा है?',
  'about.storage':
    'पंक्तियाँ कुछ समय तक रखी जाती हैं और फिर अपने आप हट जाती हैं; उनकी गिनतियाँ ज़्यादा समय रहती हैं, ताकि साल भर का बदलाव देखा जा सके।\n\nहर हटाव अपने कारण के साथ लेखा-परीक्षा तालिका में लिखा जाता है। उसकी हर प्रविष्टि में पिछली का हैश होता है, इसलिए बदली या गायब प्रविष्टि दिख जाती है।',
  'storage.headline': {
    one: '{size} रखा है: {count} मॉडल की {rows} पंक्तियाँ।',
    other: '{size} रखा है: {count} मॉडलों की {rows} पंक्तियाँ।',
  },
  'storage.models': 'मॉडल के अनुसार',
  'storage.models.none': 'अभी किसी मॉडल का लॉग नहीं है।',
  'storage.lost': {
    one: '{count} लॉग की पंक्तियाँ डिस्क पर नहीं रहीं।',
    other: '{count} लॉगों की पंक्तियाँ डिस्क पर नहीं रहीं।',
  },
  'storage.lost.files': { one: '{count} फ़ाइल नहीं है', other: '{count} फ़ाइलें नहीं हैं' },
  'storage.lost.mend': 'फ़ाइलें बैकअप से कार्यक्षेत्र में वापस लाएँ, या आयात मिटाकर उसकी फ़ाइलें फिर आयात करें।',
  'storage.logs': 'लॉग',
  'storage.size': 'आकार',
  'storage.share': 'सबसे बड़े की तुलना में आकार',
  'storage.catalogue': 'सूची',
  'storage.profiles': 'आधारों के खानों पर पंक्तियों की गिनतियाँ',
  'storage.times': 'पंक्तियाँ {range} UTC की हैं।',
  'storage.delete': 'मॉडल मिटाएँ',
  'storage.delete.named': 'मॉडल {model} मिटाएँ',
  'storage.delete.do': { one: '{count} पंक्ति मिटाएँ', other: '{count} पंक्तियाँ मिटाएँ' },
  'storage.delete.about': {
    one: '{model} का लॉग, उसकी भूमिकाएँ और आधार हमेशा के लिए हटेंगे: {count} आयात। इससे बनी तुलनाएँ पढ़ी जा सकेंगी।',
    other: '{model} का लॉग, उसकी भूमिकाएँ और आधार हमेशा के लिए हटेंगे: {count} आयात। इससे बनी तुलनाएँ पढ़ी जा सकेंगी।',
  },

  'storage.retention': 'पंक्तियाँ कब तक रखी जाएँ',
  'storage.retention.about':
    'पंक्तियाँ तब हटती हैं जब वे और उनका आयात दोनों इससे पुराने हों; उनकी गिनतियाँ लंबे समय तक रहती हैं।',
  'storage.rows.days': 'पंक्तियों के दिन',
  'storage.profiles.days': 'गिनतियों के दिन',
  'storage.days.bad': '{least} से {most} तक पूरे दिन लिखें।',
  'storage.days.shorter': 'गिनतियाँ अपनी पंक्तियों से पहले नहीं हट सकतीं।',
  'storage.preview.none': 'अभी कुछ नहीं हटेगा।',
  'storage.preview.rows': {
    one: '{count} आयात की {rows} पंक्तियाँ अभी हटेंगी, {size}।',
    other: '{count} आयातों की {rows} पंक्तियाँ अभी हटेंगी, {size}।',
  },
  'storage.preview.profiles': {
    one: '{count} भाग की गिनतियाँ हटेंगी।',
    other: '{count} भागों की गिनतियाँ हटेंगी।',
  },
  'storage.retention.save': 'रखने की अवधि बदलें',
  'storage.retention.final': 'इन्हें वापस नहीं लाया जा सकता, सिवाय इनकी फ़ाइलें फिर से आयात करने के।',
  'storage.retention.remove': 'बदलें और हटाएँ',

  'storage.verify': 'क्या यह पूरा है?',
  'storage.verify.about':
    'सूची, लेखा-परीक्षा की कड़ी, हर लॉग की गिनती और संग्रहीत पंक्तियों की हर बाइट पढ़कर जो लिखा गया था उससे मिलाता है।',
  'storage.verify.do': 'कार्यक्षेत्र जाँचें',
  'storage.verify.running': 'जाँच चल रही है',
  'storage.verify.sound': {
    one: 'सही है: जाँची गई {count} चीज़ वैसी ही है जैसी लिखी गई थी।',
    other: 'सही है: जाँची गई सभी {count} चीज़ें वैसी ही हैं जैसी लिखी गई थीं।',
  },
  'storage.verify.problems': {
    one: 'जाँची गई {checked} चीज़ों में {count} समस्या।',
    other: 'जाँची गई {checked} चीज़ों में {count} समस्याएँ।',
  },
  'storage.problem.where': 'कहाँ',
  'storage.problem.expected': 'अपेक्षित',
  'storage.problem.found': 'मिला',
  'storage.problem.mend': 'क्या करें',

  'storage.entity': 'किसी व्यक्ति को भुलाएँ',
  'storage.entity.about':
    'एक इकाई आईडी की हर पंक्ति मॉडल के सभी लॉग से हटाता है, और जिन अस्वीकृत पंक्तियों में उसका नाम है उन्हें खाली कर देता है।',
  'storage.entity.id': 'इकाई आईडी',
  'storage.entity.missing': 'इकाई आईडी वैसे ही लिखें जैसे लॉग में है।',
  'storage.entity.do': 'पंक्तियाँ हटाएँ',
  'storage.entity.sure':
    '{model} के लॉग में {entity} की हर पंक्ति हमेशा के लिए हटेगी। लेखा-परीक्षा तालिका आपका कारण रखती है, आईडी नहीं।',
  'storage.entity.gone': { one: '{count} पंक्ति हटाई गई।', other: '{count} पंक्तियाँ हटाई गईं।' },

  'storage.audit': 'क्या किया गया',
  'storage.audit.none': 'इस कार्यक्षेत्र में अभी तक कुछ नहीं किया गया है।',
  'storage.audit.number': 'क्र॰',
  'storage.audit.at': 'कब',
  'storage.audit.action': 'क्या',
  'storage.audit.detail': 'कारण और विवरण',
  'storage.audit.hash': 'हैश',
  'storage.chain.whole': 'कड़ी पूरी है।',
  'storage.chain.broken': 'कड़ी प्रविष्टि {number} पर टूटी है।',
  'audit.dataset.stored': 'आयात संग्रहीत',
  'audit.dataset.deleted': 'आयात मिटाया',
  'audit.model.deleted': 'मॉडल मिटाया',
  'audit.rows.removed': 'पंक्तियाँ हटाईं',
  'audit.retention.applied': 'पुरानी पंक्तियाँ हटीं',
  'audit.baseline.created': 'आधार स्थिर किया',
  'audit.baseline.used': 'आधार लागू किया',
  'audit.mapping.changed': 'भूमिकाएँ बदलीं',
  'audit.run.saved': 'तुलना सहेजी',
  'audit.run.deleted': 'तुलना मिटाई',
  'audit.settings.changed': 'सेटिंग बदली',
  'audit.settings.reset': 'न पढ़ी जा सकी सेटिंग हटाई',
  'audit.watch.started': 'फ़ोल्डर पर नज़र शुरू',
  'audit.watch.stopped': 'नज़र रोकी',
  'audit.watch.forgotten': 'नज़र सूची से हटाई',
  'audit.workspace.recovered': 'कार्यक्षेत्र बचाया',
  'audit.workspace.sealed': 'सूची जैसी थी, वैसी ही मुहरबंद की',
}
