//! Tests at the edges of a policy, as a file that stands beside its rules.

use dabiao_analysis::boundaries::{self, Unmade};
use dabiao_diagnostics::{FileId, Span};
use dabiao_model::Language;
use dabiao_syntax::ast::{Comment, Module};
use dabiao_syntax::{RecordNames, format};

use super::Policy;

impl Policy {
    /// A file of tests at the edges of what it says, formatted: at, just below and just above each threshold, around each
    /// limit and day. What no test could be made for stands at its end as a comment. None for a policy with errors.
    ///
    /// ```
    /// use dabiao_core::{Language, Policy, SourceFile, Sources};
    ///
    /// let mut sources = Sources::new();
    /// sources.add(SourceFile::new("plan.dabiao", "policy \"Plan\"\n  in force 2025\nmetric share in %, per year\n\
    ///     target 1: share ≥ 80%\n"));
    /// let policy = Policy::compile(&sources)?;
    /// let tests = policy.boundaries(Language::English).unwrap();
    /// assert!(tests.contains("given share = 79.99% in 2025\n  expect 1 unmet in 2025"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn boundaries(&self, language: Language) -> Option<String> {
        let mut found = boundaries::boundaries(self.program()?, language);
        let head = language.pick(HEAD.0, HEAD.1);
        let head = head.iter().map(|line| comment(line, false)).collect();
        let mut trailing = unmade(&found.unmade, language);
        match found.tests.first_mut() {
            Some(first) => first.trivia.before = head,
            None => trailing.splice(0..0, head).for_each(drop),
        }
        let module = Module {
            file: FileId::default(),
            items: found.tests,
            language,
            trailing,
        };
        let names = RecordNames::collect(self.modules());
        Some(format(&module, &names, language))
    }
}

const HEAD: (&[&str], &[&str]) = (
    &[
        "Written by `dabiao test --boundaries`: at each threshold, one step below and one above; on the last day of each",
        "limit and the day after. It can be written anew at any time: keep tests of your own in another file.",
    ],
    &[
        "由 dabiao test --boundaries 写出：每个阈值恰好、低一级、高一级，每个时限最后一天与次日。",
        "可随时重新写出：自己的测试请放在另一个文件。",
    ],
);

fn comment(text: &str, blank_before: bool) -> Comment {
    Comment {
        text: text.to_owned(),
        doc: false,
        blank_before,
        span: Span::default(),
    }
}

/// What no test could be made for, as the last lines of the file.
fn unmade(unmade: &[Unmade], language: Language) -> Vec<Comment> {
    if unmade.is_empty() {
        return Vec::new();
    }
    let head = language.pick("No test could be made for:", "未能写出测试的：");
    let colon = language.pick(": ", "：");
    let lines = unmade.iter().map(|it| {
        let why = it.why();
        comment(&format!("- {}{colon}{}", it.item, why.get(language)), false)
    });
    std::iter::once(comment(head, true)).chain(lines).collect()
}
