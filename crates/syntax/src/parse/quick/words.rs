//! Which words can be nothing but part of a name: those that begin no phrase of the vocabulary.

use std::borrow::Cow;
use std::sync::LazyLock;

use dabiao_grammar::vocabulary::{Kind, PHRASES, Phrase, of_kind};
use rustc_hash::FxHashSet;

/// The words of the vocabulary, as a reader of names asks for them.
struct Words {
    /// Words and whole phrases that begin what may stand in place of a name.
    heads: FxHashSet<Cow<'static, str>>,
    /// Those that can end a name behind its first word.
    stops: FxHashSet<Cow<'static, str>>,
    /// What ends a Chinese name, or is probably meant to, though it stands glued inside it.
    glued: Vec<&'static str>,
}

static WORDS: LazyLock<Words> = LazyLock::new(|| {
    let phrases = || PHRASES.iter().filter(|it| it.kind() != Kind::Pattern);
    let spellings = |in_english: fn(&Phrase) -> bool| {
        phrases().flat_map(move |phrase| {
            let english = phrase.all_en().iter().filter(move |_| in_english(phrase));
            english.chain(phrase.all_zh()).copied().flat_map(heads)
        })
    };
    let comparators = of_kind(Kind::Comparator).flat_map(Phrase::all_zh);
    let glued = comparators.chain(Phrase::REACHES.all_zh()).copied();
    let others = [Phrase::CLEARED, Phrase::AND, Phrase::IN_TIME_AFTER];
    Words {
        heads: spellings(can_begin).collect(),
        stops: spellings(can_stop).collect(),
        glued: glued
            .filter(|spelling| spelling.chars().all(char::is_alphabetic))
            .chain(others.map(Phrase::zh))
            .collect(),
    }
});

/// English items and clauses begin something only at the beginning of a line, but for a benchmark of a figure.
fn can_begin(phrase: &Phrase) -> bool {
    !matches!(phrase.kind(), Kind::Item | Kind::Clause) || *phrase == *Phrase::BENCHMARK
}

/// English aggregates begin something only where a name has not begun.
fn can_stop(phrase: &Phrase) -> bool {
    can_begin(phrase) && !matches!(phrase.kind(), Kind::Aggregate | Kind::Benchmark)
}

/// The first word of a spelling, and the whole of a Chinese one, whose blanks may be left out.
fn heads(spelling: &'static str) -> impl Iterator<Item = Cow<'static, str>> {
    let first = spelling.split(' ').next().unwrap_or_default();
    let glued = first.len() < spelling.len() && !spelling.is_ascii();
    let whole = glued.then(|| Cow::Owned(spelling.replace(' ', "")));
    std::iter::once(Cow::Borrowed(first)).chain(whole)
}

/// Whether a word at the beginning of a name is part of one beyond doubt.
pub(super) fn begins_name(word: &str) -> bool {
    !WORDS.heads.contains(up_to_digit(word)) && (word.is_ascii() || is_plain_chinese(word))
}

/// Whether a word behind others of a name belongs to it beyond doubt.
pub(super) fn goes_on_name(word: &str) -> bool {
    !WORDS.stops.contains(up_to_digit(word)) && (word.is_ascii() || is_plain_chinese(word))
}

/// A Chinese phrase ends before a digit, an English one does not.
fn up_to_digit(word: &str) -> &str {
    if word.is_ascii() {
        return word;
    }
    word.split(|c: char| c.is_ascii_digit())
        .next()
        .unwrap_or_default()
}

/// Whether a word begins no number in Chinese digits and no phrase that may stand glued to what follows it, and holds
/// no comparator.
fn is_plain_chinese(word: &str) -> bool {
    let begins_more = word.starts_with(|c| {
        matches!(
            c,
            '零' | '〇'
                | '一'
                | '二'
                | '两'
                | '三'
                | '四'
                | '五'
                | '六'
                | '七'
                | '八'
                | '九'
                | '十'
                | '百'
                | '千'
                | '第'
                | '年'
                | '每'
                | '各'
                | '较'
                | '与'
                | '前'
                | '未'
                | '进'
                | '优'
                | '不'
                | '同'
        )
    });
    !begins_more && !holds_glued(word)
}

fn holds_glued(word: &str) -> bool {
    let glued = |(at, _): (usize, char)| {
        let rest = word.get(at..).unwrap_or_default();
        WORDS
            .glued
            .iter()
            .any(|spelling| rest.starts_with(spelling))
    };
    word.char_indices().any(glued)
}
