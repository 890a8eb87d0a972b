//! An assessment: all verdicts of a policy on a data set on a day.

use std::rc::Rc;

use dabiao_model::{Dataset, Date, EntityId, Meter, Period, RuleId, Stage, State, Steps, Verdict};

use crate::cases::Reading;
use crate::error::EvaluateError;
use crate::escalation::{EscalationResult, Found, falls_due, settle};
use crate::evaluate::Evaluation;
use crate::evaluate::bind::Bound;
use crate::evaluate::peers::{LeftOut, PeerLayer};
use crate::program::Program;
use crate::score::{ListResult, ScoreResult, is_listed, score_all};

/// How an evaluation works, and bounds on its work.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct EvaluateOptions {
    /// The most verdicts.
    pub max_verdicts: usize,
    /// The most steps: a slot read, a row looked at, a node walked. Where escalations ask what stood on earlier days, all of
    /// these together may take as many.
    pub max_steps: u64,
    /// How many threads share a pass over many cases; the result is the same for any number. One, unless said otherwise.
    pub threads: usize,
    /// The fewest cases of a record that are read by columns, in one pass for all entities and periods; fewer are read row
    /// by row for each. The result is the same; of a few rows a pass costs more than it saves.
    pub columns_from: usize,
}

impl Default for EvaluateOptions {
    fn default() -> Self {
        Self {
            max_verdicts: 1_000_000,
            max_steps: 20_000_000_000,
            threads: 1,
            columns_from: 64,
        }
    }
}

/// How a check came out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckState {
    /// The relation holds, 相符.
    Holds,
    /// It does not, 不符.
    Fails,
    /// A figure is missing or undecided, 无法核验.
    CannotBeChecked,
}

/// A check for one entity and period.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct CheckResult {
    /// Index into [`Program::checks`].
    pub check: usize,
    /// For whom.
    pub entity: Option<EntityId>,
    /// For which period.
    pub period: Option<Period>,
    /// How it came out.
    pub state: CheckState,
}

/// All verdicts of a policy on a data set on a day: rule as written, entity as declared, period.
///
/// It borrows the program and the data; what explains a verdict is computed from them on demand.
#[derive(Debug)]
pub struct Assessment<'a> {
    program: &'a Program,
    data: &'a Dataset,
    as_of: Date,
    bound: Bound,
    failed: Vec<Option<usize>>,
    checks: Vec<CheckResult>,
    verdicts: Vec<Verdict>,
    escalations: Vec<EscalationResult>,
    scores: Vec<ScoreResult>,
    lists: Vec<ListResult>,
    peers: Rc<PeerLayer>,
    left_out: Vec<LeftOut>,
}

/// What a rule or a score is divided into for who watches.
pub(crate) const PARTS: u64 = 1_000;

/// Evaluates a program on a data set as of the end of a day.
///
/// # Errors
///
/// [`EvaluateError`] when a limit of `options` is reached, or the data set was read for another policy.
pub fn evaluate<'a>(
    program: &'a Program,
    data: &'a Dataset,
    as_of: Date,
    options: EvaluateOptions,
) -> Result<Assessment<'a>, EvaluateError> {
    evaluate_watched(program, data, as_of, options, &Meter::default())
}

/// The same for someone who watches: `meter` tells the stages, the share of rules that are judged among them.
///
/// # Errors
///
/// As [`evaluate`].
pub fn evaluate_watched<'a>(
    program: &'a Program,
    data: &'a Dataset,
    as_of: Date,
    options: EvaluateOptions,
    meter: &Meter,
) -> Result<Assessment<'a>, EvaluateError> {
    let whole = program.rules.len().saturating_add(program.scores.len());
    meter.begin(Stage::Evaluating, (whole as u64).saturating_mul(PARTS));
    let reading = Reading {
        columns_from: options.columns_from,
        threads: options.threads,
    };
    let bound = Bound::new(program, data, reading)?;
    let believed = vec![None; data.figures.len()];
    let (checks, failed) = {
        let evaluation = Evaluation::new(program, data, &bound, &believed, as_of);
        let checks = evaluation.checks();
        let failed = evaluation.failures(&checks);
        (checks, failed)
    };
    let peers: Rc<PeerLayer> = Rc::default();
    let verdicts = judge_all(
        &Evaluation::new(program, data, &bound, &failed, as_of).beside(&peers),
        options,
        (|_| true, None),
        meter,
    )?;
    let (scores, lists) = score_all(
        &Evaluation::new(program, data, &bound, &failed, as_of).beside(&peers),
        &verdicts,
        options,
        meter,
    )?;
    meter.end();
    let found = Found {
        as_of,
        verdicts: &verdicts,
        scores: &scores,
        lists: &lists,
    };
    let escalations = settle(program, data, &bound, &found, options, meter)?;
    Ok(Assessment {
        program,
        data,
        as_of,
        bound,
        failed,
        checks,
        verdicts,
        escalations,
        scores,
        lists,
        left_out: peers.left_out(as_of),
        peers,
    })
}

/// The verdicts of the rules that are wanted, by their index; where days are given, of what is due by the second, and does
/// not fall to a day before the first.
pub(crate) fn judge_all(
    evaluation: &Evaluation<'_>,
    options: EvaluateOptions,
    (wanted, days): (impl Fn(usize) -> bool, Option<(Option<Date>, Date)>),
    meter: &Meter,
) -> Result<Vec<Verdict>, EvaluateError> {
    let mut verdicts = Vec::new();
    let rules = evaluation.program.rules.iter().enumerate();
    for (index, rule) in rules.filter(|(index, _)| wanted(*index)) {
        let mut sittings = evaluation.sittings(rule, options.max_verdicts);
        if let Some((from, until)) = days {
            sittings.retain(|sitting| {
                let falls = falls_due(rule, sitting.period);
                let is_over = from.zip(falls).is_some_and(|(from, falls)| falls < from);
                !is_over && sitting.due.is_some_and(|due| due <= until)
            });
        }
        let judged = rule.entities.len().saturating_mul(sittings.len());
        let mut steps = Steps::new(meter, PARTS, judged);
        for entity in &rule.entities {
            for sitting in &sittings {
                if verdicts.len() >= options.max_verdicts {
                    return Err(EvaluateError::TooManyVerdicts {
                        limit: options.max_verdicts,
                    });
                }
                verdicts.push(evaluation.judge(RuleId::from(index), rule, *entity, *sitting));
                if evaluation.steps() > options.max_steps {
                    return Err(EvaluateError::TooManySteps {
                        limit: options.max_steps,
                    });
                }
                steps.done();
            }
        }
        steps.end();
    }
    Ok(verdicts)
}

impl<'a> Assessment<'a> {
    /// Whether the entity of a score's result is on the black or the red list of its period.
    pub fn is_listed(&self, result: &ScoreResult, black: bool) -> bool {
        is_listed(self.program, &self.lists, result, black)
    }

    /// The verdicts.
    pub fn verdicts(&self) -> &[Verdict] {
        &self.verdicts
    }

    /// The scores of each period that is over: scores as written, by period, entities as declared.
    pub fn scores(&self) -> &[ScoreResult] {
        &self.scores
    }

    /// The red and black lists, by score and period as written.
    pub fn lists(&self) -> &[ListResult] {
        &self.lists
    }

    /// What follows misses and success: escalations as written, parties in order, by period. A period from which nothing
    /// follows is not listed.
    pub fn escalations(&self) -> &[EscalationResult] {
        &self.escalations
    }

    /// How the checks came out, in the order written, by entity and period.
    pub fn checks(&self) -> &[CheckResult] {
        &self.checks
    }

    /// How many verdicts have each state, in the order of [`State::ALL`].
    pub fn summary(&self) -> [(State, usize); 8] {
        State::ALL.map(|state| {
            (
                state,
                self.verdicts
                    .iter()
                    .filter(|verdict| verdict.state == state)
                    .count(),
            )
        })
    }

    /// The day whose end the verdicts speak of.
    pub fn as_of(&self) -> Date {
        self.as_of
    }

    /// The policy's program.
    pub fn program(&self) -> &'a Program {
        self.program
    }

    /// The figures, cases and sign-offs.
    pub fn data(&self) -> &'a Dataset {
        self.data
    }

    /// The values over peers that verdicts and scores of periods that are over rest on, with those left out.
    pub(crate) fn left_out(&self) -> &[LeftOut] {
        &self.left_out
    }

    pub(crate) fn evaluation(&self) -> Evaluation<'_> {
        self.evaluation_with(&self.failed).beside(&self.peers)
    }

    /// The evaluation with other figures disbelieved than the checks found.
    pub(crate) fn evaluation_with<'b>(&'b self, failed: &'b [Option<usize>]) -> Evaluation<'b> {
        Evaluation::new(self.program, self.data, &self.bound, failed, self.as_of)
    }
}
