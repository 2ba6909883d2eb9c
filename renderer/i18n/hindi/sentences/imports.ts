import type { imports as english } from '#shared/words/english/imports.ts'
import { translationOf } from '../../sentences.ts'

export const imports = translationOf<typeof english>()({
  'import.note.of_file': '{file} में: {note}',
  'import.note.no_header': 'फ़ाइल में शीर्षक नहीं है, इसलिए उसके कॉलमों को क्रमांक दिए गए हैं।',
  'import.note.column_twice': 'कॉलम "{name}" एक से अधिक बार है; बाद वाले का नाम "{renamed}" रखा गया है।',
  'import.note.missing_word': 'कॉलम "{name}" में शब्द "{word}" को अनुपस्थित मान गिना गया है।',
  'import.note.absent': 'कॉलम "{name}" {files} में से {missing} फ़ाइलों में नहीं है; वहाँ वह अनुपस्थित है।',
  'import.note.disagree': 'कॉलम "{name}" के बारे में फ़ाइलें सहमत नहीं हैं; उसके मान पाठ के रूप में रखे गए हैं।',
  'import.note.misfit':
    'कॉलम "{name}" पाठ के रूप में रखा गया है: देखे गए {values} मानों में से {misfits} मेल नहीं {misfits?खाता|खाते} ({example})। फ़ाइल में {misfits?उसे|उन्हें} सुधारें या खाली छोड़ें, और फिर से आयात करें।',
  'import.note.misfit.line': 'पंक्ति {line}: {reason}',
  'import.note.misfit.line_of_file': '{file}, पंक्ति {line}: {reason}',
  'import.note.same_again': 'यही सामग्री पहले से सहेजी हुई है ({since} से); कुछ नहीं जोड़ा गया।',
  'import.note.duplicates':
    '{rows} {rows?पंक्ति|पंक्तियाँ} किसी पहले की पंक्ति का {name} {rows?दोहराती है|दोहराती हैं}; हर एक की पहली पंक्ति रखी गई।',
  'import.note.duplicates.by_model':
    '{rows} {rows?पंक्ति|पंक्तियाँ} उसी मॉडल की किसी पहले की पंक्ति का {name} {rows?दोहराती है|दोहराती हैं}; हर एक की पहली पंक्ति रखी गई।',
  'import.note.no_duplicates':
    '{name} के मान शुरुआती पंक्तियों में दोहराए गए हैं, इसलिए किसी को दोहराव नहीं माना गया; हर एक की पहली पंक्ति रखने के लिए उसे prediction_id भूमिका दें।',
})
