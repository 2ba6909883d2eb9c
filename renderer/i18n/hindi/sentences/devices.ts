import type { devices as english } from '#shared/words/english/devices.ts'
import { translationOf } from '../../sentences.ts'

export const devices = translationOf<typeof english>()({
  'device.not_installed': 'वैकल्पिक पैकेज {name} स्थापित नहीं है।',
  'device.not_loaded': 'वैकल्पिक पैकेज {name} लोड नहीं हो सका: {reason}',
  'device.none': 'कोई ग्राफ़िक्स अडैप्टर नहीं है।',
  'device.software': 'केवल सॉफ़्टवेयर अडैप्टर मिला ({name}); वह प्रोसेसर से धीमा है।',
  'device.memory': 'ग्राफ़िक्स मेमोरी के {needed} MiB चाहिए, {allowed} MiB की अनुमति है।',
  'device.hung': 'ग्राफ़िक्स कार्ड ने {seconds} सेकंड तक उत्तर नहीं दिया।',
  'device.lost': 'ग्राफ़िक्स कार्ड से संपर्क टूट गया: {reason}।',
  'device.closed': 'ग्राफ़िक्स कार्ड खुला नहीं है।',
  'device.differs.kernelSums': 'कर्नेल-योगों में ग्राफ़िक्स कार्ड और प्रोसेसर के परिणाम अलग हैं।',
  'device.differs.pairwise': 'जोड़ीवार सहसंबंधों में ग्राफ़िक्स कार्ड और प्रोसेसर के परिणाम अलग हैं।',
  'device.differs.lagged': 'विलंबित सहसंबंधों में ग्राफ़िक्स कार्ड और प्रोसेसर के परिणाम अलग हैं।',
  'device.differs.resample': 'फिर से खींची गई गिनतियों में ग्राफ़िक्स कार्ड और प्रोसेसर के परिणाम अलग हैं।',
})
