import type { doctor as english } from '#shared/words/english/doctor.ts'
import { translationOf } from '../../sentences.ts'

export const doctor = translationOf<typeof english>()({
  'doctor.node_old': 'Driftdesk को Node {least} या नया चाहिए।',
  'doctor.node_old.mend': 'इसे npm से चलाएँ, जो Node 24 लाता है, या उसे स्थापित करें।',
  'doctor.node.mend': 'Node 24 स्थापित करें।',
  'doctor.reinstall':
    'इस मशीन पर "npm install" फिर चलाएँ; कॉपी किया गया node_modules किसी और सिस्टम का हो सकता है।',
  'doctor.sqlite': 'मेमोरी में एक डेटाबेस लिखा और पढ़ा गया।',
  'doctor.duckdb': 'मेमोरी में एक प्रश्न चलाया गया।',
  'doctor.workers': 'एक थ्रेड ने मेमोरी साझा की; उपयोग के लिए {n} कोर।',
  'doctor.workers.mend': 'इस प्रक्रिया को थ्रेड की अनुमति दें, या और मेमोरी दें।',
  'doctor.webgpu.mend': 'ग्राफ़िक्स ड्राइवर अपडेट करें; तब तक सब कुछ CPU पर गिना जाता है।',
  'doctor.late': '{seconds} सेकंड में कोई उत्तर नहीं।',
  'doctor.electron.mend': '"npx install-electron" वहाँ चलाएँ जहाँ से उसका होस्ट पहुँच में हो।',
  'doctor.electron.not_installed': 'Electron स्थापित नहीं है',
  'doctor.electron.no_program': 'Electron का प्रोग्राम इस मशीन पर नहीं है (npx install-electron उसे लाता है)',
  'doctor.electron.nothing': 'कुछ करना नहीं है: npm start ऐप को ब्राउज़र की विंडो में खोलता है।',
  'doctor.browser.mend': 'Chromium, Chrome या Edge स्थापित करें।',
  'doctor.browser.wrong': 'DRIFTDESK_BROWSER {path} को बताता है, जो वहाँ नहीं है।',
  'doctor.browser.wrong.mend': 'DRIFTDESK_BROWSER सुधारें, या हटा दें।',
  'doctor.browser.none': 'कोई Chromium, Chrome या Edge नहीं मिला।',
  'doctor.browser.none.mend': 'उनमें से एक स्थापित करें, या DRIFTDESK_BROWSER में एक बताएँ।',
  'doctor.display': 'विंडो दिखाई जा सकती है।',
  'doctor.display.none': 'कोई डिस्प्ले नहीं है।',
  'doctor.display.none.mend': '"driftdesk serve" जो पता छापता है उसे इस मशीन के ब्राउज़र में खोलें।',
  'doctor.display.mend': 'इसे डेस्कटॉप पर चलाएँ।',
  'doctor.webgpu.refused': '{reason} सब कुछ CPU पर गिना जाता है।',
  'doctor.webgpu.install':
    'कुछ करना नहीं है। ग्राफ़िक्स कार्ड हो तो "npm install webgpu" कर्नेल परीक्षणों को तेज़ करता है।',
  'doctor.webgpu.driver': 'कुछ करना नहीं है। ग्राफ़िक्स कार्ड हो तो उसका Vulkan ड्राइवर स्थापित करें।',
  'doctor.webgpu.update': 'ग्राफ़िक्स ड्राइवर अपडेट करें; तब तक कुछ करना नहीं है।',
  'doctor.webgpu.software':
    'केवल एक सॉफ़्टवेयर अडैप्टर मिला: {adapter} उसके कर्नेल CPU से मेल खाते हैं, पर वह धीमा है और काम में नहीं लिया जाता।',
  'doctor.webgpu.adapter': '{name}; {size} GiB तक के बफ़र, हर समूह में {n} थ्रेड, उपसमूह नहीं।',
  'doctor.webgpu.adapter.subgroups': '{name}; {size} GiB तक के बफ़र, हर समूह में {n} थ्रेड, उपसमूहों सहित।',
  'doctor.webgpu.agrees': '{adapter} उसके कर्नेल CPU से मेल खाते हैं। {gains}',
  'doctor.webgpu.never': 'कर्नेल परीक्षणों में वह CPU से तेज़ नहीं निकला, इसलिए उनमें काम में नहीं लिया जाता।',
  'doctor.webgpu.from':
    '1,000 क्रमचयों वाले कर्नेल परीक्षणों में वह दोनों पक्षों की कुल लगभग {rows} पंक्तियों से काम में लिया जाता है।',
})
