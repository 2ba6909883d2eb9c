import type { jobs as english } from '#shared/words/english/jobs.ts'
import { translationOf } from '../../sentences.ts'

export const jobs = translationOf<typeof english>()({
  'job.files': '{first} और {n} अन्य',
  'job.drift.run': 'तुलना',
  'job.drift.audit': '{column} की लेखा-जाँच',
  'job.reports.save': 'रिपोर्ट ({format})',
  'job.datasets.exportRejects': 'अस्वीकृत पंक्तियों का निर्यात',
  'job.log.export': 'पंक्तियों का निर्यात',
  'job.audit.export': 'किए गए कामों की सूची का निर्यात',
  'job.fleet.run': 'बेड़ा',
  'job.scenarios.run': 'घटना {name}',
  'job.scenarios.open': 'घटना {name} खोली जा रही है',
  'job.workspace.verify': 'कार्यक्षेत्र का सत्यापन',
  'job.other': 'गणना',
})
