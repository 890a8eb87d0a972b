//! An assessment as a page that is read without anything else: HTML for browsers and paper, Markdown for
//! documents, a workbook for tables.
//!
//! What stands on the page is a [view](PageView) of plain values; how it looks is a template, ours or the reader's own.

mod attention;
mod changes;
mod chart;
mod checks;
mod filling;
mod html;
mod judged;
mod kind;
mod labels;
mod ledger;
mod markdown;
mod matrix;
mod rankings;
mod table;
mod targets;
mod units;
mod view;
mod watch;
mod workbook;

use dabiao_core::{Assessment, Diagnostics, Language, Meter, Stage};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, UndefinedBehavior};
use thiserror::Error;

pub use kind::PageKind;
use view::PageView;

/// Steps a template may take: enough for a hundred thousand verdicts, not for one that never ends.
const FUEL: u64 = 100_000_000;

/// The form of a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageForm {
    /// One file with its styles and pictures.
    Html,
    /// Tables as GitHub and most others read them.
    Markdown,
    /// A workbook for programs for tables, a sheet a section.
    Workbook,
}

impl PageForm {
    /// The form that the end of a file's name says.
    pub fn of_extension(extension: &str) -> Option<Self> {
        match extension.to_ascii_lowercase().as_str() {
            "html" | "htm" => Some(Self::Html),
            "md" | "markdown" => Some(Self::Markdown),
            "xlsx" => Some(Self::Workbook),
            _ => None,
        }
    }

    /// Our template; none for a workbook, which is not made of text.
    fn template(self) -> Option<&'static str> {
        match self {
            Self::Html => Some(include_str!("page/report.html")),
            Self::Markdown => Some(include_str!("page/report.md")),
            Self::Workbook => None,
        }
    }
}

/// The templates of the sections, which a template of the reader's may include too.
const SECTIONS: [(&str, &str); 13] = [
    ("report.html", include_str!("page/report.html")),
    ("report.md", include_str!("page/report.md")),
    ("cells.html", include_str!("page/html/cells.html")),
    ("glance.html", include_str!("page/html/glance.html")),
    ("matrix.html", include_str!("page/html/matrix.html")),
    ("rankings.html", include_str!("page/html/rankings.html")),
    ("table.html", include_str!("page/html/table.html")),
    ("targets.html", include_str!("page/html/targets.html")),
    ("glance.md", include_str!("page/markdown/glance.md")),
    ("matrix.md", include_str!("page/markdown/matrix.md")),
    ("rankings.md", include_str!("page/markdown/rankings.md")),
    ("table.md", include_str!("page/markdown/table.md")),
    ("targets.md", include_str!("page/markdown/targets.md")),
];

/// What a page shows.
#[derive(Debug, Clone)]
pub struct PageOptions<'a> {
    /// The language of everything that the policy does not say itself.
    pub language: Language,
    /// The form.
    pub form: PageForm,
    /// What it is published as.
    pub kind: PageKind,
    /// One entity's own page: nothing of others.
    pub entity: Option<&'a str>,
    /// One unit's own page: what it leads, answers for or helps with, and what is judged of itself.
    pub unit: Option<&'a str>,
    /// A template of the reader's instead of ours.
    pub template: Option<&'a str>,
}

/// Why there is no page.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum PageError {
    /// A template that cannot be filled in.
    #[error("{what}")]
    Template {
        /// Its line, from 1; 0 where none is known.
        line: usize,
        /// What is wrong, with the line, in the language of the page.
        what: String,
    },
    /// A template was given for a workbook, which has none.
    #[error("a workbook is not made from a template")]
    NoTemplate,
    /// The workbook cannot be made.
    #[error("{0}")]
    Workbook(String),
}

/// A page, and what stands on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// The file: text with a line end, or a workbook.
    pub bytes: Vec<u8>,
    /// How many verdicts it speaks of.
    pub verdicts: usize,
    /// The span and whose page it is, as far as either narrows it; empty where it speaks of all.
    pub of: Vec<String>,
}

/// The page as a file.
///
/// # Errors
///
/// [`PageError`] for a template of the reader's that is none, or that takes too many steps, and for one with a workbook.
pub fn to_page(
    assessment: &Assessment<'_>,
    findings: &Diagnostics,
    options: &PageOptions<'_>,
) -> Result<Page, PageError> {
    to_page_watched(assessment, findings, options, &Meter::default())
}

/// The same for someone who watches: `meter` counts the verdicts that are put on the page, and then what is written.
///
/// # Errors
///
/// As [`to_page`].
pub fn to_page_watched(
    assessment: &Assessment<'_>,
    findings: &Diagnostics,
    options: &PageOptions<'_>,
    meter: &Meter,
) -> Result<Page, PageError> {
    let view = PageView::of(assessment, findings, options, meter);
    let bytes = bytes(&view, options, meter)?;
    meter.end();
    let narrowed = [Some(view.span), view.only].into_iter().flatten();
    Ok(Page {
        bytes,
        verdicts: view.total,
        of: narrowed.filter(|it| !it.is_empty()).collect(),
    })
}

fn bytes(view: &PageView, options: &PageOptions<'_>, meter: &Meter) -> Result<Vec<u8>, PageError> {
    let Some(own) = options.form.template() else {
        return match options.template {
            Some(_) => Err(PageError::NoTemplate),
            None => {
                workbook::workbook(view, meter).map_err(|it| PageError::Workbook(it.to_string()))
            }
        };
    };
    meter.begin(Stage::Printing, view.length());
    let text = options.template.unwrap_or(own);
    let page = filled(text, options.form, view, meter);
    let page = page.map_err(|error| filling::told(&error, options.language))?;
    Ok(page.into_bytes())
}

fn filled(
    text: &str,
    form: PageForm,
    view: &PageView,
    meter: &Meter,
) -> Result<String, minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_fuel(Some(FUEL));
    // A name that is misspelt is told of; whether something is there may be asked.
    environment.set_undefined_behavior(UndefinedBehavior::SemiStrict);
    let syntax = SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .keep_trailing_newline(true)
        .build()?;
    environment.set_syntax(syntax);
    environment.set_auto_escape_callback(move |_| match form {
        PageForm::Html => AutoEscape::Html,
        PageForm::Markdown | PageForm::Workbook => AutoEscape::None,
    });
    let meter = meter.clone();
    environment.set_formatter(move |out, state, value| {
        meter.pass(value.as_str().map_or(0, str::len) as u64);
        html::written(out, state, value)
    });
    environment.add_filter("cell", |text: String| markdown::cell(&text));
    environment.add_filter("days", html::days);
    for (name, section) in SECTIONS {
        environment.add_template(name, section)?;
    }
    environment.add_template(filling::OWN, text)?;
    environment.get_template(filling::OWN)?.render(Serde(view))
}
