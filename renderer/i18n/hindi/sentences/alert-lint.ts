import type { alertLint as english } from '#shared/words/english/alert-lint.ts'
import { translationOf } from '../../sentences.ts'

export const alertLint = translationOf<typeof english>()({
  'lint.budget.seasonal':
    'अकेले मौसमी नियम ही बिना किसी ख़राबी के दिन में लगभग {firings} बार बजते हैं; भेजे जाते हैं {budget}।',
  'lint.budget.warnings':
    'जिस दिन {rules} में से हर नियम एक बार चेतावनी दे, उस दिन {budget} का बजट पार हो जाता है; बाकी रोक लिए जाते हैं।',
  'lint.critical_lost.quiet_hours':
    'जैसा लिखा है, उससे शांत घंटे गंभीर अलर्ट रोक लेते हैं। Driftdesk गंभीर अलर्ट फिर भी भेजता है; “never: critical” लिखें, ताकि फ़ाइल वही कहे जो होता है।',
  'lint.critical_lost.composite':
    'जैसा लिखा है, उससे केवल चेतावनी देने वाला संयुक्त नियम अपने गंभीर भागों को चुप करा देता है। Driftdesk गंभीर अलर्ट फिर भी भेजता है; गंभीरता भागों पर छोड़ दें।',
  'lint.frog':
    'दिन में {decay} या उससे धीमी गिरावट पर “{rule}” कभी नहीं बजता: इसका संदर्भ साथ-साथ खिसकता है। “frozen_too: true” लिखें।',
  'lint.promise.never': '{step} के कदम पर “{rule}” कभी नहीं बजता; वादा {promised} का था, जो पूरा नहीं हो सकता।',
  'lint.promise.late':
    '{step} के कदम के लिए “{rule}” को {needed} तक लगते हैं; वादा {promised} का था, जो पूरा नहीं हो सकता ({parts})।',
  'lint.promise.parts': 'अवधि {window}, हर {every} पर जाँच, लगातार {held}',
  'lint.promise.parts_labels': 'अवधि {window}, हर {every} पर जाँच, लगातार {held}, लेबल {labels} बाद',
  'lint.missing.owner': '“{rule}” का कोई ज़िम्मेदार (owner) नहीं है: किसी को नहीं पता कि यह किसके लिए है।',
  'lint.missing.action':
    '“{rule}” में कोई कार्रवाई (action) नहीं है: जिसे जगाया जाएगा, वह नहीं जानता कि क्या करना है।',
  'lint.missing.runbook':
    '“{rule}” में कोई निर्देशिका (runbook) नहीं है: जिसे जगाया जाएगा, वह नहीं जानता कि क्या करना है।',
  'lint.missing.both':
    '“{rule}” में न कार्रवाई (action) है, न निर्देशिका (runbook): जिसे जगाया जाएगा, वह नहीं जानता कि क्या करना है।',
  'lint.unit.expression': '“{expression}” की इकाइयाँ मेल नहीं खातीं: {why}।',
  'lint.unit.limit': '{expression} की तुलना {limit} से होती है: {why}।',
  'lint.reversed.lower':
    '“{rule}” {critical} पर गंभीर हो जाता है, जबकि चेतावनी {warning} पर देता है; यहाँ कम होना बुरा है।',
  'lint.reversed.higher':
    '“{rule}” {critical} पर गंभीर हो जाता है, जबकि चेतावनी {warning} पर देता है; यहाँ ज़्यादा होना बुरा है।',
  'lint.own_reference': '“{rule}” अपने संदर्भ पर ही बजता है: उसका {factor} गुना उसकी अच्छी ओर है।',
  'lint.escalation': '“{to}” को पिछले वाले से बाद में नहीं बताया जाता।',
  'lint.no_rule': 'कोई नियम “{part}” पर नज़र नहीं रखता, इसलिए “{composite}” कभी नहीं बजता।',
  'lint.no_rule.near':
    'कोई नियम “{part}” पर नज़र नहीं रखता, इसलिए “{composite}” कभी नहीं बजता। क्या आपका आशय “{name}” था?',
  'lint.same_name': 'दो नियमों का नाम “{rule}” है।',
  'lint.opposite': '“{low}” {under} से नीचे बजता है और “{high}” {over} से ऊपर: दोनों में से एक हमेशा बजता है।',
  'unit.cannot.+': '{left} को {right} में जोड़ा नहीं जा सकता',
  'unit.cannot.-': '{left} को {right} में से घटाया नहीं जा सकता',
  'unit.cannot.*': '{left} को {right} से गुणा नहीं किया जा सकता',
  'unit.cannot./': '{left} को {right} से भाग नहीं दिया जा सकता',
  'unit.season_part': 'यह किसी मौसम के मानों का वह भाग है जो सीमा के पार है',
  'unit.season_range': 'मौसम का पार जाने वाला भाग 0 और 50% के बीच होता है',
  'unit.multiple': 'यह किसी संदर्भ का गुणज है',
  'unit.share': 'हिस्सा अधिक से अधिक 1 (100%) होता है',
  'unit.other': 'इकाई {wanted} है, {unit} नहीं',
  'step.fired': '“{rule}” बिना ख़राबी के {times} बार बजा',
  'step.warns': '“{rule}” चेतावनी देता है',
  'step.fires': '“{rule}” बजता है',
  'step.is_warning': '“{rule}” चेतावनी पर है',
  'step.is_critical': '“{rule}” गंभीर है',
  'step.is_told': '“{rule}” बताया जाता है ({reason})',
  'step.is_over': '“{rule}” समाप्त',
  'step.decayed':
    'दिन में {decay} की गिरावट से {days} दिन बाद वह शुरुआत के {share} पर है, और अपने पिछले 7 दिनों के औसत के {relative} पर',
  'step.change_begins': 'जाँच के ठीक बाद {step} का कदम शुरू होता है',
  'step.rule_fires': 'नियम बजता है',
  'step.for_another': 'हर कोई समझता है कि यह किसी और के लिए है',
  'step.looks': 'उसका ज़िम्मेदार ढूँढ़ता है कि क्या करना है, और कुछ नहीं पाता',
  'step.metric_in': '{metric} की इकाई {unit}',
  'step.units': '{metrics}',
  'step.compared': '{expression} {value} है, सीमा {limit} है',
  'step.is_at': '{expression} {value} पर है',
  'step.equals_reference': '{expression} अपने संदर्भ के बराबर है',
  'step.unacknowledged': 'किसी ने स्वीकार नहीं किया',
  'step.others_fire': 'बाकी सभी भाग बजते हैं',
  'state.firing': 'बज रहा है',
  'state.sent': 'भेजा गया',
  'state.no_alert': 'कोई अलर्ट नहीं',
  'state.unknown': 'किसी को पता नहीं चला',
  'state.meaningless': 'बिना अर्थ की संख्या',
  'state.incomparable': 'इनकी तुलना नहीं हो सकती',
  'state.only_critical': 'गंभीर, और चेतावनी तक नहीं',
  'state.which': 'किसी को नहीं पता कि दोनों में से कौन सा',
  'state.both': 'दोनों बजते हैं',
  'state.waits': '“{composite}” को “{part}” की प्रतीक्षा है',
  'state.told': '{to} को बताया जाता है',
})
