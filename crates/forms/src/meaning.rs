//! What the policy says of a metric, in its own words: its documentation, its kind, and what is computed from it.

use dabiao_core::program::Rule;
use dabiao_core::syntax::ast::{Comment, Expr, ItemKind, Metric, Trivia};
use dabiao_core::{MetricId, Nature, Policy, Program, Sources, ValueType};

use crate::page::{Pen, shortened};
use crate::uses::Uses;

/// How far in a line stands that goes on with the one above; a clause stands less far.
const CONTINUED: usize = 4;

/// What is said of each metric, by its number.
#[derive(Debug)]
pub(crate) struct Meanings {
    documented: Vec<Vec<String>>,
    /// The metrics computed from it, as the policy defines them.
    feeds: Vec<Vec<String>>,
}

impl Meanings {
    /// Goes through the text of a policy.
    pub(crate) fn of(policy: &Policy, program: &Program) -> Self {
        let count = program.schema.metrics.len();
        let mut found = Self {
            documented: vec![Vec::new(); count],
            feeds: vec![Vec::new(); count],
        };
        let items = policy.modules().iter().flat_map(|module| &module.items);
        for item in items {
            match &item.kind {
                ItemKind::Metric(metric) => {
                    found.metric(program, policy.sources(), metric, &item.trivia);
                }
                ItemKind::Metrics(table) => {
                    for entry in &table.entries {
                        found.metric(program, policy.sources(), &entry.value, &entry.trivia);
                    }
                }
                _ => {}
            }
        }
        found
    }

    fn metric(&mut self, program: &Program, sources: &Sources, metric: &Metric, above: &Trivia) {
        let Some(id) = program.schema.metric(&metric.name.text) else {
            return;
        };
        if let Some(documented) = self.documented.get_mut(id.index()) {
            let lines = above.before.iter().filter_map(documentation);
            documented.extend(lines);
        }
        if let Some(definition) = &metric.definition {
            self.computed(program, id, (sources, definition, &metric.name.text));
        }
    }

    /// Enters a computed metric with each that it is computed from.
    fn computed(
        &mut self,
        program: &Program,
        id: MetricId,
        (sources, definition, name): (&Sources, &Expr, &str),
    ) {
        let text = one_line(sources.text(definition.span));
        let plan = program.metrics.get(id.index());
        let mut uses = Uses::default();
        if let Some(expr) = plan.and_then(|plan| plan.definition) {
            uses.expr(program, expr);
        }
        for used in uses.metrics {
            if let Some(feeds) = self.feeds.get_mut(used.index()) {
                feeds.push(format!("{name} = {text}"));
            }
        }
    }

    /// All of it in one text.
    pub(crate) fn text(&self, pen: &Pen, program: &Program, id: MetricId) -> String {
        let documented = self.documented.get(id.index()).into_iter().flatten();
        let feeds = self.feeds.get(id.index()).into_iter().flatten();
        let own = kind(pen, program, id);
        let all: Vec<String> = documented
            .cloned()
            .chain(own)
            .chain(feeds.cloned())
            .collect();
        all.join("\n")
    }
}

/// The text of a documenting comment.
fn documentation(comment: &Comment) -> Option<String> {
    (comment.doc && !comment.text.is_empty()).then(|| comment.text.clone())
}

/// Flow, stock or cumulative, and of which whole it is a part.
fn kind(pen: &Pen, program: &Program, id: MetricId) -> Option<String> {
    let metric = program.schema.metrics.get(id.index())?;
    if metric.value != ValueType::Number {
        return None;
    }
    let nature = match metric.nature {
        Nature::Flow => pen.pick("of the period", "本期数"),
        Nature::Stock => pen.pick("as it stands at the end", "期末数"),
        Nature::Cumulative => pen.pick("counted since the beginning", "累计数"),
    };
    let whole = program.metrics.get(id.index())?.part_of;
    let whole = whole.and_then(|id| program.schema.metrics.get(id.index()));
    Some(whole.map_or_else(
        || nature.to_owned(),
        |whole| {
            let whole = pen.name(&whole.names);
            pen.pick(
                format!("{nature}, part of {whole}"),
                format!("{nature}，含于{whole}"),
            )
        },
    ))
}

/// What a rule demands, as the first lines of its item say it: with those of a list, and those that go on further in.
pub(crate) fn demand(sources: &Sources, rule: &Rule) -> Option<String> {
    let (file_and_line, _) = rule.place.rsplit_once(':')?;
    let (file, line) = file_and_line.rsplit_once(':')?;
    let file = sources.get(sources.named(file)?)?;
    let line: usize = line.parse().ok()?;
    let mut lines = file.text().lines().skip(line.checked_sub(1)?);
    let (_, said) = lines.next()?.trim().split_once(' ')?;
    let goes_on = |line: &&str| {
        let inner = line.trim_start();
        let indent = line.len().saturating_sub(inner.len());
        inner.starts_with("- ") || (indent >= CONTINUED && !inner.is_empty())
    };
    let more = lines.take_while(goes_on).map(str::trim);
    let all: Vec<&str> = std::iter::once(said).chain(more).collect();
    Some(shortened(&all.join(" ")))
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
