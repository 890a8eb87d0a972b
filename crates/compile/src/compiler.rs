//! What compiling knows at a time: everything declared, and what was found wrong.

use std::sync::Arc;

use dabiao_diagnostics::{Code, Diagnostic, Diagnostics, Sources, Span, nearest, phrasing};
use dabiao_eval::program::{Declared, Moment, Settings};
use dabiao_model::{EntityId, MetricId, Ratio, Schema, Text, Unit};
use dabiao_syntax::ast;

use crate::check::expansion::Expansion;
use crate::hir;

/// The compiler of one policy.
pub(crate) struct Compiler<'a> {
    sources: &'a Sources,
    diagnostics: Diagnostics,
    /// The item that is compiled, for diagnostics.
    pub(crate) item: Option<String>,
    pub(crate) title: Option<Arc<str>>,
    pub(crate) schema: Schema,
    pub(crate) settings: Settings,
    pub(crate) basis: Option<ast::BasisText>,
    pub(crate) undated_year: Option<i32>,
    pub(crate) every_task: Vec<(ast::TaskRole, ast::Names)>,
    pub(crate) parameters: Vec<Parameter>,
    pub(crate) groups: Vec<Group>,
    /// What the AST says of each metric of the schema.
    pub(crate) metrics: Vec<MetricDeclaration<'a>>,
    /// What the AST says of each record of the schema.
    pub(crate) records: Vec<RecordDeclaration>,
    pub(crate) declared: Vec<Declared>,
    /// The typed definitions of derived metrics, once they are typed.
    pub(crate) definitions: Vec<Option<hir::Expr>>,
    /// How far derived metrics have been put in where they are named.
    pub(crate) expansion: Expansion,
    /// Derived metrics that a test gives, so that they are read and not computed.
    pub(crate) given_derived: Vec<MetricId>,
    /// The time at which bare names are read.
    pub(crate) moment: Moment,
    /// Whether names read the declared baseline instead.
    pub(crate) at_baseline: bool,
    /// Whether names mean the figures of an entity itself, without those below it.
    pub(crate) own_level: bool,
    /// The segment that bare names of split metrics mean.
    pub(crate) segment: Option<Arc<str>>,
    /// Whether a unit was told of as unknown: what has it counts as a plain number until it is known.
    pub(crate) has_unknown_unit: bool,
}

/// A declared parameter; without a value it cannot be read in the source.
pub(crate) struct Parameter {
    pub(crate) name: Arc<str>,
    pub(crate) value: Option<Ratio>,
    pub(crate) unit: Unit,
    pub(crate) bare: bool,
}

/// A named set of entities.
pub(crate) struct Group {
    pub(crate) names: Vec<Arc<str>>,
    pub(crate) members: Vec<EntityId>,
    pub(crate) open: bool,
}

/// A metric as written.
pub(crate) struct MetricDeclaration<'a> {
    pub(crate) metric: &'a ast::Metric,
    /// The options of its table, if it stands in one.
    pub(crate) shared: &'a [ast::MetricOption],
    pub(crate) better: Option<dabiao_model::Direction>,
    pub(crate) unit_written: bool,
    /// Whether a bare name means the whole, to which its segments add up; else it means every segment.
    pub(crate) adds_up: bool,
    /// Whether it stands on too many derived metrics, one over the other; it is not typed then.
    pub(crate) too_deep: bool,
}

/// A record's events as declared.
#[derive(Default)]
pub(crate) struct RecordDeclaration {
    /// Per field, the event that comes before it.
    pub(crate) after: Vec<Option<usize>>,
    pub(crate) counted_by: Option<usize>,
    /// The states of fields that are life cycles, each with whether it is partly done.
    pub(crate) states: Vec<(usize, Vec<bool>)>,
    /// The events that close the loop, in order.
    pub(crate) steps: Vec<usize>,
}

impl<'a> Compiler<'a> {
    pub(crate) fn new(sources: &'a Sources) -> Self {
        Self {
            sources,
            diagnostics: Diagnostics::new(),
            item: None,
            title: None,
            schema: Schema::default(),
            settings: Settings {
                calendar: "china".into(),
                ..Settings::default()
            },
            basis: None,
            undated_year: None,
            every_task: Vec::new(),
            parameters: Vec::new(),
            groups: Vec::new(),
            metrics: Vec::new(),
            records: Vec::new(),
            declared: Vec::new(),
            definitions: Vec::new(),
            expansion: Expansion::default(),
            given_derived: Vec::new(),
            moment: Moment::NOW,
            at_baseline: false,
            own_level: false,
            segment: None,
            has_unknown_unit: false,
        }
    }

    pub(crate) fn into_diagnostics(self) -> Diagnostics {
        self.diagnostics
    }

    /// Reports a diagnostic.
    pub(crate) fn report(&mut self, mut diagnostic: Diagnostic) {
        if diagnostic.item.is_none() {
            diagnostic.item.clone_from(&self.item);
        }
        self.diagnostics.push(diagnostic);
    }

    /// Reports that a name is unknown, with the nearest of those there are.
    pub(crate) fn unknown(&mut self, code: &'static Code, name: &ast::Name, known: &[Arc<str>]) {
        let nearest = phrasing::remedy(&name.text)
            .unwrap_or_else(|| nearest::known(&name.text, known.iter().map(AsRef::as_ref)));
        self.report(
            Diagnostic::new(code, name.span)
                .with("name", name.text.as_str())
                .with("nearest", nearest),
        );
    }

    /// The parameter of this name.
    pub(crate) fn parameter(&self, name: &str) -> Option<&Parameter> {
        self.parameters.iter().find(|it| it.name.as_ref() == name)
    }

    /// The name of the file that a path written at a span leads to.
    pub(crate) fn beside(&self, span: Span, path: &str) -> String {
        let file = self.sources.get(span.file);
        file.map_or_else(String::new, |file| file.beside(path))
    }

    /// Whether only the declarations of a file count.
    pub(crate) fn is_import(&self, file: dabiao_diagnostics::FileId) -> bool {
        let file = self.sources.get(file);
        file.is_some_and(dabiao_diagnostics::SourceFile::is_imported)
    }

    /// Whether nothing but a comment shares the lines of a span.
    pub(crate) fn stands_alone(&self, span: Span) -> bool {
        self.sources.stands_alone(span)
    }

    /// The text of a span.
    pub(crate) fn text(&self, span: Span) -> &'a str {
        self.sources.text(span)
    }

    /// The text of a span on one line, single blanks between its words.
    pub(crate) fn label(&self, span: Span) -> Arc<str> {
        let words: Vec<&str> = self.text(span).split_whitespace().collect();
        words.join(" ").into()
    }

    /// A span as messages show it: `plan.dabiao:12:5`.
    pub(crate) fn place(&self, span: Span) -> Arc<str> {
        let Some(file) = self.sources.get(span.file) else {
            return "".into();
        };
        let position = file.position(span.start);
        // Each rule has one, so they are written without the machinery of formats.
        let mut place = String::with_capacity(file.name().len().saturating_add(22));
        place.push_str(file.name());
        for number in [position.line, position.column] {
            place.push(':');
            push_digits(&mut place, number);
        }
        place.into()
    }

    /// The digest of all files' texts in their order.
    pub(crate) fn hash(&self) -> String {
        use sha2::Digest;
        let mut digest = sha2::Sha256::new();
        for (_, file) in self.sources.iter() {
            digest.update(file.text().as_bytes());
            digest.update([0]);
        }
        written(digest)
    }
}

/// A digest as it is written: `sha256:` and its bytes.
pub(crate) fn written(digest: sha2::Sha256) -> String {
    use sha2::Digest;
    let hex = digest
        .finalize()
        .iter()
        .fold(String::new(), |hex, byte| format!("{hex}{byte:02x}"));
    format!("sha256:{hex}")
}

fn push_digits(text: &mut String, number: u32) {
    if let Some(tens) = number.checked_div(10).filter(|tens| *tens > 0) {
        push_digits(text, tens);
    }
    text.extend(char::from_digit(number.checked_rem(10).unwrap_or(0), 10));
}

/// What a dimension is called, with the unit people know it by.
pub(crate) fn described(expr: &hir::Expr) -> Text {
    let unit = |language| expr.unit.name(language).to_owned();
    if expr.unit.en.is_empty() {
        return Text::new("a plain number", "无单位的数");
    }
    let (en, zh) = (
        unit(dabiao_model::Language::English),
        unit(dabiao_model::Language::Chinese),
    );
    Text::new(format!("a quantity in {en}"), format!("以{zh}计的量"))
}
