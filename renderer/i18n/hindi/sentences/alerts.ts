import type { alerts as english } from '#shared/words/english/alerts.ts'
import { translationOf } from '../../sentences.ts'

export const alerts = translationOf<typeof english>()({
  'value.share': '{value}%',
  'value.rows_per_hour': 'घंटे में {value} पंक्तियाँ',

  'alert.below': '{model}: {metric} {value} है, {limit} से नीचे',
  'alert.above': '{model}: {metric} {value} है, {limit} से ऊपर',
  'alert.below.held': '{model}: {metric} {value} है, {limit} से नीचे ({reference})',
  'alert.above.held': '{model}: {metric} {value} है, {limit} से ऊपर ({reference})',
  'alert.below.where': '{model}: जहाँ {column} = {segment} है, वहाँ {metric} {value} है, {limit} से नीचे',
  'alert.above.where': '{model}: जहाँ {column} = {segment} है, वहाँ {metric} {value} है, {limit} से ऊपर',
  'alert.below.where.held':
    '{model}: जहाँ {column} = {segment} है, वहाँ {metric} {value} है, {limit} से नीचे ({reference})',
  'alert.above.where.held':
    '{model}: जहाँ {column} = {segment} है, वहाँ {metric} {value} है, {limit} से ऊपर ({reference})',
  'alert.reference.constant': 'सीमा {value}',
  'alert.reference.baseline': 'आधार {value}',
  'alert.reference.rolling_7d': '7 दिनों का औसत {value}',
  'alert.reference.seasonal': 'मौसम की माध्यिका {value}',
  'alert.reference.frozen': 'स्थिर संदर्भ {value}',
  'alert.reference.composite': 'संयुक्त {value}',
  'alert.would.warning': 'चेतावनी: {line}',
  'alert.would.critical': 'गंभीर: {line}',

  'alert.silenced.duplicate': 'इसी बात के बारे में कोई और नियम बता चुका है',
  'alert.silenced.composite': 'यह एक संयुक्त नियम का भाग है, जो चालू है',
  'alert.silenced.quiet_hours': 'शांत घंटे',
  'alert.silenced.budget': 'दिन का बजट ख़त्म हो चुका है',
  'alert.silenced.snooze': 'किसी ने इस घटना को कुछ देर के लिए रोक रखा है',

  'alert.delay.never': '{step} का कदम इसकी सीमाओं के भीतर रहता है।',
  'alert.frog.missed': 'दिन में {decay} या उससे धीमी गिरावट पर यह कभी नहीं बजता: इसका संदर्भ साथ-साथ खिसकता है।',
  'alert.frog.stays': 'इसका संदर्भ स्थिर है: जारी रहने वाली गिरावट अंत में सीमा पार करती है।',
  'alert.frog.frozen': 'इसका चलता संदर्भ दिन में {decay} की गिरावट के साथ खिसकता है; साथ का स्थिर संदर्भ उसे देख लेता है।',
  'alert.untimed': 'लॉग में समय नहीं हैं, इसलिए पंक्तियाँ आने पर इसके नियम नहीं जाँचे जाते।',
  'alert.too_late': 'कुछ पंक्तियाँ या लेबल इतनी देर से आए कि उनकी अवधियाँ फिर नहीं खोली जा सकीं।',
  'alert.never_valued': '“{rule}” का कोई मान नहीं बना: {window} की किसी अवधि में काम की {rows} पंक्तियाँ नहीं थीं।',
  'alert.lead.no_onset': 'कोई आरंभ नहीं दिया गया, और लेबल भी कोई नहीं दिखाते।',
  'alert.lead.none_true': 'ऐसा कोई अलर्ट नहीं भेजा गया जो झूठा न हो।',

  'notice.breaker.opened': '{model}: ब्रेकर खुल गया',
  'notice.breaker.closed': '{model}: ब्रेकर बंद हो गया',
  'notice.breaker.labels_silent': '{model}: लेबल नहीं आ रहे',
  'notice.breaker.labels_back': '{model}: लेबल फिर आने लगे',
  'notice.breaker.approval_wanted': '{model}: ब्रेकर का एक कदम स्वीकृति की प्रतीक्षा में है',
  'notice.breaker.ladder_wanted': '{model}: अगला विकल्प स्वीकृति की प्रतीक्षा में है',
  'notice.breaker.problem': '{model}: ब्रेकर को जाँचा नहीं जा सका',
  'notice.breaker.drill': '{model}: अभ्यास',
  'notice.drill': '{by} कहते हैं: मॉडल रोकें और {seconds} से. के भीतर स्वीकार करें।',
  'notice.test.title': 'Driftdesk का परीक्षण संदेश',
  'notice.test.text': 'यदि आप यह पढ़ पा रहे हैं, तो अलर्ट यहाँ पहुँचते हैं।',
})
