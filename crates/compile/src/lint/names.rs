//! Names that look alike: they differ only in width, case, script, blanks or a middle dot.

use std::sync::LazyLock;

use dabiao_diagnostics::{Diagnostic, register};
use dabiao_model::literal::half_width_char;
use dabiao_syntax::ast::{ItemKind, Name};
use rustc_hash::FxHashMap;

use super::Linted;

/// Letters of other scripts with the Latin ones they look like.
const LOOK_LIKE_LATIN: &[(char, char)] = &[
    ('а', 'a'),
    ('в', 'b'),
    ('с', 'c'),
    ('е', 'e'),
    ('н', 'h'),
    ('і', 'i'),
    ('к', 'k'),
    ('м', 'm'),
    ('о', 'o'),
    ('р', 'p'),
    ('ѕ', 's'),
    ('т', 't'),
    ('х', 'x'),
    ('у', 'y'),
    ('α', 'a'),
    ('β', 'b'),
    ('ε', 'e'),
    ('ι', 'i'),
    ('κ', 'k'),
    ('ν', 'v'),
    ('ο', 'o'),
    ('ρ', 'p'),
    ('τ', 't'),
    ('χ', 'x'),
];

/// Traditional characters of names of places, offices and figures with the simplified ones.
const TRADITIONAL: &str = "縣县區区鄉乡鎮镇廳厅處处務务業业產产發发財财稅税農农電电網网國国會会員员開开關关門门審审檢检監监督督環环\
護护質质價价額额總总數数據据統统計计標标準准記记錄录報报辦办證证書书單单機机構构資资貸贷銀银行行險险項项劃划劑剂導导責责轉转\
運运輸输車车軍军東东寧宁臨临蘭兰張张蘇苏廣广萬万億亿個个條条類类級级紀纪點点種种達达進进遠远過过還还這这時时間间實实際际應应\
對对於于與与為为無无從从專专聯联積积績绩線线縮缩續续終终經经營营創创勞劳動动勢势勝胜飛飞題题顧顾顯显補补製制規规劃划訂订試试";

impl Linted<'_> {
    /// Declared names that nobody tells apart.
    pub(super) fn look_alikes(&mut self) {
        let mut by_look: FxHashMap<String, &Name> = FxHashMap::default();
        let mut alike = Vec::new();
        for item in self.items() {
            let one = match &item.kind {
                ItemKind::Metric(it) => Some(&it.name),
                ItemKind::Record(it) => Some(&it.name),
                ItemKind::Group(it) => Some(&it.name),
                ItemKind::Parameter(it) => Some(&it.name),
                _ => None,
            };
            let (entries, entities) = match &item.kind {
                ItemKind::Metrics(it) => (it.entries.as_slice(), &[][..]),
                ItemKind::Entity(it) => (&[][..], it.names.as_slice()),
                _ => (&[][..], &[][..]),
            };
            let entries = entries.iter().map(|entry| &entry.value.name);
            for name in one.into_iter().chain(entries).chain(entities) {
                let first = *by_look.entry(look(&name.text)).or_insert(name);
                if first.text != name.text {
                    alike.push((first, name));
                }
            }
        }
        for (first, name) in alike {
            let found = Diagnostic::new(&register::LOOK_ALIKE_NAMES, name.span)
                .with("name", name.text.as_str())
                .with("other", first.text.as_str());
            self.report(found.related(first.span, "the other one", "另一个"));
        }
    }
}

/// A name as the eye takes it.
fn look(name: &str) -> String {
    if name.is_ascii() {
        let seen = |byte: &u8| !byte.is_ascii_whitespace() && !matches!(byte, b'-' | b'_');
        let bytes = name.bytes().filter(seen);
        return bytes
            .map(|byte| char::from(byte.to_ascii_lowercase()))
            .collect();
    }
    let skipped = |c: &char| !c.is_whitespace() && !matches!(c, '·' | '•' | '・' | '‧' | '-' | '_');
    let chars = name
        .chars()
        .map(half_width_char)
        .flat_map(char::to_lowercase);
    chars.filter(skipped).map(plain).collect()
}

fn plain(c: char) -> char {
    if c.is_ascii() {
        return c;
    }
    let latin = LOOK_LIKE_LATIN.iter().find(|(other, _)| *other == c);
    if let Some((_, latin)) = latin {
        return *latin;
    }
    SIMPLIFIED.get(&c).copied().unwrap_or(c)
}

/// The simplified character of each traditional one of [`TRADITIONAL`]; of two the first.
static SIMPLIFIED: LazyLock<FxHashMap<char, char>> = LazyLock::new(|| {
    let mut simplified = FxHashMap::default();
    let mut pairs = TRADITIONAL.chars();
    while let (Some(from), Some(to)) = (pairs.next(), pairs.next()) {
        simplified.entry(from).or_insert(to);
    }
    simplified
});

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_eye_takes_for_the_same_is_the_same() {
        assert_eq!(look("临夏縣"), look("临夏县"));
        assert_eq!(look("ＳＭＥ　share"), look("SME share"));
        assert_eq!(look("买买提·艾力"), look("买买提艾力"));
        assert_eq!(look("СМЕ"), look("CME"), "Cyrillic");
        assert_ne!(look("临夏县"), look("临夏市"));
    }

    #[test]
    fn the_table_of_characters_is_one_of_pairs() {
        assert_eq!(TRADITIONAL.chars().count() % 2, 0);
    }
}
