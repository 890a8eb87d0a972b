//! An assessment: all verdicts of a policy on a data set on a day.

use std::rc::Rc;

use dabiao_model::{Dataset, Date, EntityId, Meter, Period, RuleId, State, Verdict};

use crate::cases::Reading;
use crate::error::EvaluateError;
use crate::escalation::{EscalationResult, Found, settle};
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

/// The same for someone who watches: `meter` counts the rules that are judged, of all there are.
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
    meter.expect(program.rules.len() as u64);
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
        (
            |_| {
                meter.pass(1);
                true
            },
            None,
        ),
    )?;
    let (scores, lists) = score_all(
        &Evaluation::new(program, data, &bound, &failed, as_of).beside(&peers),
        &verdicts,
        options,
    )?;
    let found = Found {
        as_of,
        verdicts: &verdicts,
        scores: &scores,
        lists: &lists,
    };
    let escalations = settle(program, data, &bound, &found, options)?;
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

/// The verdicts of the rules that are wanted, by their index, as far as they fall due by a day if one is given.
pub(crate) fn judge_all(
    evaluation: &Evaluation<'_>,
    options: EvaluateOptions,
    (wanted, until): (impl Fn(usize) -> bool, Option<Date>),
) -> Result<Vec<Verdict>, EvaluateError> {
    let mut verdicts = Vec::new();
    let rules = evaluation.program.rules.iter().enumerate();
    for (index, rule) in rules.filter(|(index, _)| wanted(*index)) {
        let mut sittings = evaluation.sittings(rule, options.max_verdicts);
        if let Some(until) = until {
            sittings.retain(|sitting| sitting.due.is_some_and(|due| due <= until));
        }
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
            }
        }
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

    /// Pairs of figures (indices into the data set) that contradict each other without one being the later.
    pub fn contradictions(&self) -> impl Iterator<Item = (usize, usize)> {
        let pairs = self.bound.contradicted.iter().enumerate();
        pairs
            .filter_map(|(index, other)| Some((index, (*other)? as usize)))
            .filter(|(a, b)| a < b)
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
