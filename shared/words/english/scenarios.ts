/** The scenarios of the incident library, as their list tells of them. */
export const scenarios = {
  'scenario.covid_synchronous.title': 'The Sunday on which everything changed',
  'scenario.covid_synchronous.story':
    'A scenario. Seven models of one company have different tasks and different owners, but all are fed from three numbers about how people move and buy. On 15 March 2020 these three change, and all seven drift on the same day. Nobody is treated worse than anybody else.',
  'scenario.night_playlist.title': 'The playlist that kept everyone awake',
  'scenario.night_playlist.story':
    'A scenario. At 23:47 people want to fall asleep, and what they skip and what they keep turns around: skips go from 23% to 78%, listening falls by two thirds. The songs that are offered are the same as ever, so nothing that watches the inputs sees anything; only outcomes tell.',
  'scenario.streaming_recovery.title': 'Two weeks off the air',
  'scenario.streaming_recovery.story':
    'A scenario. Overnight the promises of arrival go wrong in four of ten cases; two weeks later a new version is right again. A breaker should open within hours, try again and again with a few rows, close once these are right, and stay closed.',
  'scenario.retail_mape.title': 'A hundred times the sanitiser',
  'scenario.retail_mape.story':
    'A scenario. A demand model forecasts a little more or less of everything, and in one week people buy fifty times the masks, a hundred times the sanitiser, twenty times the paper, fifteen times the flour and hardly any suitcases. Batteries, toys and paint sell as ever. A breaker that looks at one number for all stops what works along with what does not.',
  'scenario.home_buying_loop.title': 'The buyer that was its own market',
  'scenario.home_buying_loop.story':
    'A scenario. A company buys homes at the price that its model names, and the model learns from recent sales, of which more and more are these purchases. Its error falls month after month, which looks like progress. Then the market stops agreeing, the homes have to be sold, and the error is larger than it ever was.',
  'scenario.hiring_loop.title': 'It learnt from whom it hired',
  'scenario.hiring_loop.story':
    'A scenario. A model that ranks applicants is trained again after 30, 60, 90, 120 and 365 days on those who were hired, whom it had chosen. Each time one group loses a little more. Every input is as clean as on the first day, so nothing that looks at data quality has anything to say.',
  'scenario.honest_model.title': 'Simply good',
  'scenario.honest_model.story':
    'A scenario and a silent control: a forecast correlates with what happens at 0.84 because it is a good forecast. Nothing that it says changes what happens; in 15% of the cases a random number decides in its place, and there it is as right as elsewhere. To call this a feedback loop would be a false alarm.',
  'scenario.fraud_cascade.title': 'Two in a hundred too many',
  'scenario.fraud_cascade.story':
    'A scenario. A fraud model begins to block two honest payments in a hundred more. Customers do 15% less; limits, offers, churn, credit, marketing and planning read that from tables that are an hour to a month old, and drift one after the other. Each of the six teams looks for the cause in its own model.',
  'scenario.runaway_server.title': 'The eighth server',
  'scenario.runaway_server.story':
    'A scenario. New code is put on eight trading servers, and reaches seven. At 09:30:00 a flag wakes what is left on the eighth: half a minute later it buys whatever it is asked about. By 09:35 prices have moved so far that the other seven follow. Averaged over all servers there was little to see until then. And when somebody holds a drill, nobody answers it within the minute.',
  'scenario.flash_crash.title': 'Five desks, one sell order',
  'scenario.flash_crash.story':
    'A scenario. Five trading models have always leant the same way. One afternoon their errors move from a correlation of 0.80 to one of 0.95, which sounds like a little more of the same. It is not: what one disturbance can grow to goes from five times to twenty.',
  'scenario.watch_time.title': 'More minutes, fewer friends',
  'scenario.watch_time.story':
    'A scenario. What is rewarded is minutes watched, and these go up by 34, 67, 89 and 156% from quarter to quarter. People say that they are less content, and fewer of them come back. Every prediction is as right as ever: the model does what it was told, not what was meant.',
  'scenario.same_risk_model.title': 'Eight banks, one opinion',
  'scenario.same_risk_model.story':
    'A scenario. Eight banks buy their risk scores from one vendor, and each believes that the other seven spread the risk. When house prices turn, defaults jump for the same applicants at all eight: their errors are one error, and eight models are worth one.',
  'scenario.surge_pricing.title': 'Four times the fare',
  'scenario.surge_pricing.story':
    'A scenario. On its second day a pricing model charges a fifth of the riders four times the fare. A histogram that is cut over the prices of the first day leaves these rows out, and reads 0.045. And when somebody finally wants to go back to the version before, there is none.',
  'scenario.festive_shift.title': 'Lamps, sweets and gifts',
  'scenario.festive_shift.story':
    'A scenario. On 18 August the festive season begins: people buy sweets and gifts in place of electronics, orders are worth 47% more, and fewer offers are clicked, 5.2% in place of 6.7%. The inputs have changed beyond doubt. The probabilities have followed, and still come true.',
  'scenario.kerala_canary.title': 'Better everywhere but here',
  'scenario.kerala_canary.story':
    'A scenario. A new fraud model goes out in stages, and at each of them it blocks fewer honest payments than the old one: four in a thousand after five. In one state with 3% of the traffic it blocks nine. The rollout is decided by the number for all, and every stage is passed.',
  'scenario.shadow_rain.title': 'The shadow knows rain',
  'scenario.shadow_rain.story':
    'A scenario. A new model runs in the shadow of the old one. In all they disagree on one trip in seven, and the shadow is right about half of these: a draw. But dry and rain are two different worlds. Dry, 8.6% differ, and the old one wins; in rain 30.6% differ, and the shadow wins.',
  'scenario.guardrail_veto.title': 'The winner is too slow',
  'scenario.guardrail_veto.story':
    'A scenario. Three versions of a shop run side by side, on 70, 15 and 15% of the sessions. Version B sells best, 20.3% after 18.7%, and a dashboard that shows conversions would send it out today. Its slowest hundredth of answers takes 187 ms after 145, and the promise was ten per cent at most.',
  'scenario.memory_leak.title': 'Green grows',
  'scenario.memory_leak.story':
    'A scenario. At 14:00 traffic goes from the blue deployment to the green one. From 14:30 on green keeps a little memory of every request; at 16:30 there is none left to keep, and answers become slow. Until then nothing that people see has changed, and a rule on the level of anything is silent. The slope has been there for two hours.',
  'scenario.monsoon_step.title': 'The rain comes in one night',
  'scenario.monsoon_step.story':
    'A scenario. The monsoon sets in from one day to the next, roads are flooded, and a model that says which deliveries come in time falls from 87% right to 62%. Nobody should need a second day to see it.',
  'scenario.monsoon_ramp.title': 'The rain that came a little every day',
  'scenario.monsoon_ramp.story':
    'A scenario. The same monsoon, but it takes its time: two points of accuracy a day, from 87% to 62% in twelve days. A rule that compares with the last seven days finds every day nearly as good as the week before it, and stays silent to the end. A rule on the frozen baseline does not.',
  'scenario.sentinel.title': 'Minus nine hundred and ninety-nine',
  'scenario.sentinel.story':
    'A scenario. On a Monday afternoon a join in the feature pipeline stops finding some customers, and writes −999 where the age of their account belongs: 15% of the rows. The model takes them for customers of no age at all and goes on.',
  'scenario.missing_as_zero.title': 'Nothing is missing',
  'scenario.missing_as_zero.story':
    'A scenario. A supplier of credit data fails for one customer in eight, and a well-meant line of code fills the gaps with 0. The share of missing values stays where it always was, so a rule on missing values has nothing to say; a pile of zeros does.',
  'scenario.one_outlier.title': 'The customer with a billion',
  'scenario.one_outlier.story':
    'A scenario. A change of currency moves all incomes by two and a half standard deviations, and in the same batch somebody types one income of a million thousands. A histogram that is cut over the range of both sides puts everybody into its first bin and reports no drift at all.',
  'scenario.train_serve_skew.title': 'What it learnt is not what it eats',
  'scenario.train_serve_skew.story':
    'A scenario. The count of orders that training reads from the warehouse is not the one that the service computes on the fly: for 23% of the customers the two differ. Each of them looks healthy by itself, and neither drifts. After two weeks both are read from one place, and less than 2% differ.',
  'scenario.late_labels.title': 'Bad news travels faster',
  'scenario.late_labels.story':
    'A scenario. A chargeback is known after thirty days, and that there was none only after sixty; what was blocked is never known at all. In the newest weeks nearly every label that has come is a bad one. Whoever computes precision from the labels at hand reports a catastrophe that has not happened.',
  'scenario.class_weights.title': 'Ten times the odds',
  'scenario.class_weights.story':
    'A scenario. To learn more from the few defaults, a new version is trained with them weighted tenfold, and nobody takes the weight out of its answers. It ranks customers as well as ever, so the ranking metric is content; its probabilities are ten times the odds.',
  'scenario.steady_music.title': 'A playlist that simply works',
  'scenario.steady_music.story':
    'A scenario and a silent control: a music service recommends songs for two weeks, people listen to three of four, and nothing changes. Whatever is reported here is a false alarm.',
  'scenario.healthy_bank.title': 'A bank where all is well',
  'scenario.healthy_bank.story':
    'A scenario and a silent control: a bank scores applications for four weeks, its customers stay who they are, and its probabilities come true. Whatever is reported here is a false alarm.',
  'scenario.weekly_seasonal.title': 'Every week the same',
  'scenario.weekly_seasonal.story':
    'A scenario and a silent control: a shop is busy on Fridays and quiet on Sundays, sells desks in the week and gifts at the weekend, week after week. Each day differs from the day before, and nothing has changed. Whatever is reported here is a false alarm.',
  'scenario.bulkhead_holds.title': 'One of three goes under',
  'scenario.bulkhead_holds.story':
    'A scenario and a control: three models share neither data nor vendor nor architecture. One of them fails, its breaker opens, and that is all. The other two and the fleet have nothing to report.',
} as const
