//! A case of the suite: a policy file with its header, the data beside it, and what comes out, as text.
//!
//! The header is comment lines of the policy itself. `# as of DATE` says on which days a good case is evaluated; each
//! `# expect ID[, ENTITY][, PERIOD] = STATE[, margin M]` is a verdict worked out by hand; `# raises CODE…` are the codes of
//! a bad case in their order, `# warns CODE…` the warnings of a good one, `# fails NAME` a test of the policy that fails, and `# finds CODE…` what is found in its data.
//! `expect` and `finds` below an `as of` are said of its days.

mod escalations;
mod scores;

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use dabiao_core::{At, Date, Diagnostic, Language, Policy, SourceFile, Sources, State};
use dabiao_data::{Input, ReadOptions};

/// A case as read from its files.
#[derive(Debug)]
pub struct Case {
    /// The files of the policy.
    pub sources: Sources,
    /// The files of data.
    pub inputs: Vec<Input>,
    header: Vec<String>,
}

/// A verdict that a header expects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expected {
    /// The line of the header.
    pub line: String,
    /// The id, and entity and period where they are written.
    pub keys: Vec<String>,
    /// The state.
    pub state: State,
    /// The margin as it is shown, if the line has one.
    pub margin: Option<String>,
    /// The tier of the warning, if the line has one.
    pub tier: Option<String>,
}

impl Case {
    /// Reads `NAME.dabiao` with `NAME.csv` (figures) and every file of the folder `NAME` beside it.
    pub fn read(path: &Path) -> Self {
        let text = fs::read_to_string(path).unwrap();
        let header = text.lines().filter_map(|line| line.strip_prefix('#'));
        let header = header
            .map(|line| line.trim_start_matches('#').trim().to_owned())
            .collect();
        let mut sources = Sources::new();
        sources.add(SourceFile::new("plan.dabiao", text));
        let mut inputs = Vec::new();
        if let Ok(text) = fs::read(path.with_extension("csv")) {
            inputs.push(Input::new("figures.csv", text));
        }
        let mut beside: Vec<PathBuf> = fs::read_dir(path.with_extension(""))
            .into_iter()
            .flatten()
            .map(|entry| entry.unwrap().path())
            .collect();
        beside.sort();
        for file in beside {
            let name = file.file_name().unwrap().to_str().unwrap().to_owned();
            if name.ends_with(".dabiao") {
                sources.add(SourceFile::new(name, fs::read_to_string(&file).unwrap()));
            } else {
                inputs.push(Input::new(name, fs::read(&file).unwrap()));
            }
        }
        Self {
            sources,
            inputs,
            header,
        }
    }

    /// The rest of every header line that begins so.
    fn directives<'a>(&'a self, word: &'a str) -> impl Iterator<Item = &'a str> {
        self.header
            .iter()
            .filter_map(move |line| line.strip_prefix(word))
            .map(str::trim)
    }

    /// The rest of every header line that begins so.
    pub fn lines<'a>(&'a self, word: &'a str) -> impl Iterator<Item = &'a str> {
        self.directives(word)
    }

    /// The codes that a directive lists.
    pub fn codes<'a>(&'a self, word: &'a str) -> Vec<&'a str> {
        self.directives(word)
            .flat_map(str::split_whitespace)
            .collect()
    }

    /// The days of `# as of`.
    pub fn dates(&self) -> Vec<Date> {
        self.directives("as of ")
            .flat_map(|days| days.split(", "))
            .map(|day| day.parse().unwrap())
            .collect()
    }

    /// The rest of the header lines that begin so and stand below an `# as of` with that day.
    fn said_of<'a>(&'a self, as_of: Date, word: &str) -> Vec<&'a str> {
        let mut today = true;
        let mut found = Vec::new();
        for line in &self.header {
            if let Some(days) = line.strip_prefix("as of ") {
                today = days.split(", ").any(|day| day.parse() == Ok(as_of));
            }
            if let Some(text) = line.strip_prefix(word).filter(|_| today) {
                found.push(text);
            }
        }
        found
    }

    /// The verdicts that the header expects on a day.
    pub fn expected(&self, as_of: Date) -> Vec<Expected> {
        self.said_of(as_of, "expect ")
            .into_iter()
            .map(expected)
            .collect()
    }

    /// Compiles the policy.
    pub fn compile(&self) -> Policy {
        Policy::compile(&self.sources).unwrap()
    }

    /// Every diagnostic with its place, in both languages.
    pub fn diagnostics(&self, policy: &Policy) -> String {
        policy
            .diagnostics()
            .iter()
            .map(|diagnostic| shown(&self.sources, diagnostic))
            .collect()
    }

    /// The verdicts of a day as a table in both languages, and what header lines they contradict.
    pub fn verdicts(&self, policy: &Policy, as_of: Date) -> (String, Vec<String>) {
        let read =
            dabiao_data::read(policy.schema(), &self.inputs, &ReadOptions::default()).unwrap();
        let options = crate::differ::by_columns();
        let assessment = policy
            .evaluate_within(&read.dataset, as_of, options)
            .unwrap();
        let mut table = format!("as of {as_of}\n");
        let mut rows = Vec::new();
        for verdict in assessment.verdicts() {
            let detail = verdict.detail();
            let value = |value: &dabiao_core::explain::Value| value.text(Language::English);
            let threshold = detail
                .threshold
                .as_ref()
                .map(|t| format!("{} {}", t.comparator, value(&t.value)));
            let row = Row {
                keys: [
                    Some(verdict.target().to_owned()),
                    verdict.entity().map(str::to_owned),
                    verdict.period().map(|period| period.to_string()),
                ],
                state: verdict.state(),
                margin: detail.margin.as_ref().map(value),
                tier: detail
                    .tier
                    .map(|tier| tier.name(Language::English).to_owned()),
            };
            let cells = [
                row.keys
                    .iter()
                    .flatten()
                    .cloned()
                    .collect::<Vec<_>>()
                    .join(" · "),
                verdict.state().name(Language::English).to_owned(),
                verdict
                    .due()
                    .map_or_else(String::new, |due| format!("due {due}")),
                detail.actual.as_ref().map(value).unwrap_or_default(),
                threshold.unwrap_or_default(),
                row.margin
                    .clone()
                    .map_or_else(String::new, |margin| format!("margin {margin}")),
            ];
            let _ = writeln!(table, "{}", cells.join(" | "));
            for language in Language::ALL {
                let _ = writeln!(table, "    {}", verdict.explain(language));
            }
            rows.push(row);
        }
        let (followed, mut problems) =
            escalations::followed(&assessment, &self.said_of(as_of, "follows "));
        table.push_str(&followed);
        let (totals, lists) = (
            self.said_of(as_of, "scores "),
            self.said_of(as_of, "lists "),
        );
        let (scored, wrong) = scores::scored(&assessment, &totals, &lists);
        table.push_str(&scored);
        problems.extend(wrong);
        let findings = assessment.findings();
        for finding in read.diagnostics.iter().chain(&findings) {
            table.push_str(&shown(&self.sources, finding));
        }
        let mut found: Vec<&str> = read
            .diagnostics
            .iter()
            .chain(&findings)
            .map(|f| f.code.id)
            .collect();
        found.dedup();
        problems.extend(contradicted(&self.expected(as_of), &rows));
        let finds = self.said_of(as_of, "finds ");
        let wanted: Vec<&str> = finds.into_iter().flat_map(str::split_whitespace).collect();
        if found != wanted {
            problems.push(format!("found {found:?}, the header says {wanted:?}"));
        }
        (table, problems)
    }
}

struct Row {
    keys: [Option<String>; 3],
    state: State,
    margin: Option<String>,
    tier: Option<String>,
}

fn expected(text: &str) -> Expected {
    let (keys, rest) = text
        .split_once(" = ")
        .unwrap_or_else(|| panic!("expect without `=`: {text}"));
    let (rest, tier) = match rest.split_once(", tier ") {
        Some((rest, tier)) => (rest, Some(tier.trim().to_owned())),
        None => (rest, None),
    };
    let (state, margin) = match rest.split_once(", margin ") {
        Some((state, margin)) => (state, Some(margin.trim().to_owned())),
        None => (rest, None),
    };
    let state = State::parse(state.trim()).unwrap_or_else(|| panic!("no state: {state}"));
    let keys = keys.split(", ").map(|key| key.trim().to_owned()).collect();
    Expected {
        line: text.to_owned(),
        keys,
        state,
        margin,
        tier,
    }
}

/// Each line must speak of at least one verdict, and be right of all it speaks of.
fn contradicted(expected: &[Expected], rows: &[Row]) -> Vec<String> {
    let mut problems = Vec::new();
    if expected.is_empty() {
        problems.push("the header expects nothing".to_owned());
    }
    for line in expected {
        let fits = |row: &&Row| {
            line.keys
                .iter()
                .all(|key| row.keys.iter().flatten().any(|own| own == key))
        };
        let meant: Vec<&Row> = rows.iter().filter(fits).collect();
        if meant.is_empty() {
            problems.push(format!("no verdict for “{}”", line.line));
        }
        for row in meant {
            if row.state != line.state
                || line.margin.is_some() && row.margin != line.margin
                || line.tier.is_some() && row.tier != line.tier
            {
                problems.push(format!(
                    "“{}”, but it is {:?}, margin {:?}",
                    line.line, row.state, row.margin
                ));
            }
        }
    }
    problems
}

/// A diagnostic with its place, message and help in both languages.
pub fn shown(sources: &Sources, diagnostic: &Diagnostic) -> String {
    let place = place(sources, &diagnostic.at);
    let mut text = format!(
        "{place}: {:?} {} {}",
        diagnostic.severity, diagnostic.code.id, diagnostic.code.name
    );
    if let Some(item) = &diagnostic.item {
        let _ = write!(text, " in {item}");
    }
    text.push('\n');
    if let At::Span(span) = diagnostic.at {
        let _ = writeln!(
            text,
            "    > {}",
            sources.text(span).lines().next().unwrap_or_default()
        );
    }
    for language in Language::ALL {
        let _ = writeln!(text, "    {}", diagnostic.message(language));
        let help = diagnostic.help(language);
        if !help.is_empty() {
            let _ = writeln!(text, "      {help}");
        }
    }
    for related in &diagnostic.related {
        let labels = Language::ALL.map(|language| related.label.get(language).to_owned());
        let _ = writeln!(
            text,
            "    {}: {}",
            self::place(sources, &related.at),
            labels.join(" / ")
        );
    }
    if let Some(fix) = &diagnostic.fix {
        let _ = writeln!(
            text,
            "    fix{}: {}",
            if fix.safe { "" } else { " (perhaps)" },
            fix.replace
        );
    }
    text
}

fn place(sources: &Sources, at: &At) -> String {
    match at {
        At::Span(span) => sources.get(span.file).map_or_else(String::new, |file| {
            let position = file.position(span.start);
            format!("{}:{}:{}", file.name(), position.line, position.column)
        }),
        At::Cell(cell) => format!("{}:{}:{}", cell.source.file, cell.line, cell.column),
        At::Nowhere => "plan".to_owned(),
    }
}
