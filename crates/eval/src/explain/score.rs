//! How a total came about: part by part, down to the cells and verdicts.

use dabiao_model::{Language, Ratio, Text, Unit};

use super::sentence::sentence;
use super::step::{Derivation, Step, expr_step};
use super::value::Value;
use crate::assessment::Assessment;
use crate::evaluate::Frame;
use crate::program::{Marked, Method, ScorePart};
use crate::score::{PartResult, ScoreResult};

impl Assessment<'_> {
    /// How a total came about: a step for each part, with its formula, its marks and what they rest on.
    pub fn derive_score(&self, result: &ScoreResult) -> Derivation {
        let score = self.program().scores.get(result.score);
        let parts = score.map_or(&[][..], |score| score.parts.as_slice());
        let steps = parts.iter().zip(&result.parts);
        Derivation {
            steps: steps
                .map(|(part, came)| self.part_step(result, part, came))
                .collect(),
        }
    }

    fn part_step(&self, result: &ScoreResult, part: &ScorePart, came: &PartResult) -> Step {
        let marks = self.program().schema.units.find("marks");
        let frame = Frame {
            entity: Some(result.entity),
            period: Some(result.period),
            due: true,
        };
        let mut step = Step::new(Text::same(part.label.to_string()));
        step.formula = formula(part, came).map(Text::same);
        step.value = came
            .marks
            .clone()
            .zip(marks)
            .map(|(it, unit)| Value::exact(it, unit));
        step.steps = match &part.of {
            Marked::Value(expr, unit) => {
                let mut below = expr_step(&self.evaluation(), *expr, frame);
                below.value = came.value.clone().map(|it| Value::exact(it, unit.clone()));
                vec![below]
            }
            Marked::Rule(_) => {
                let verdicts = came.verdicts.iter();
                let verdicts = verdicts.filter_map(|index| self.verdicts().get(*index));
                let text = |verdict, language| sentence(self, verdict, language);
                verdicts
                    .map(|verdict| {
                        Step::new(Text::new(
                            text(verdict, Language::English),
                            text(verdict, Language::Chinese),
                        ))
                    })
                    .collect()
            }
        };
        step
    }
}

/// The marks with their numbers filled in: `30 × (10 − 4) / (10 − 2)`.
fn formula(part: &ScorePart, came: &PartResult) -> Option<String> {
    let weight = number(&part.weight);
    let (Some(value), Marked::Value(_, unit)) = (&came.value, &part.of) else {
        return came
            .share
            .as_ref()
            .map(|share| format!("{weight} × {}", number(share)));
    };
    let of = |it: &Ratio| number(&unit.from_base(it));
    let x = of(value);
    Some(match &part.method {
        Method::Completion {
            goal: Some(goal),
            lower,
            ..
        } => {
            let (above, below) = if *lower { (of(goal), x) } else { (x, of(goal)) };
            format!("{weight} × {above} / {below}{}", capped(part, came))
        }
        Method::Distance {
            bounds: Some((worst, best)),
            ..
        } => {
            let (worst, best) = (of(worst), of(best));
            format!(
                "{weight} × ({worst} − {x}) / ({worst} − {best}){}",
                capped(part, came)
            )
        }
        Method::Efficacy {
            bounds: Some((low, high)),
            ..
        } => {
            let (low, high) = (of(low), of(high));
            format!(
                "{weight} × (60% + 40% × ({x} − {low}) / ({high} − {low})){}",
                capped(part, came)
            )
        }
        Method::Points { rate, .. } => points(&weight, rate, unit, &x, rate.is_negative()),
        _ => format!("{weight} × {}", number(came.share.as_ref()?)),
    })
}

/// The share that counts where it was cut off.
fn capped(part: &ScorePart, came: &PartResult) -> String {
    let cut = match (&part.method, &came.share) {
        (Method::Completion { cap, .. }, Some(share)) => cap.as_ref() == Some(share),
        (Method::Distance { clamped, .. } | Method::Efficacy { clamped, .. }, Some(share)) => {
            *clamped && (share.is_zero() || *share == Ratio::ONE)
        }
        _ => false,
    };
    let share = came.share.as_ref().filter(|_| cut);
    share.map_or(String::new(), |share| format!(" → × {}", number(share)))
}

fn points(weight: &str, rate: &Ratio, unit: &Unit, x: &str, minus: bool) -> String {
    let each = number(&(&rate.abs() * &unit.to_base(&Ratio::ONE)));
    let sign = if minus { '−' } else { '+' };
    format!("{weight} {sign} {each} × {x}")
}

fn number(value: &Ratio) -> String {
    value.digits(Value::PLACES)
}
