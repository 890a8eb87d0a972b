//! What joins a text to what follows it: `and`, `或`, `+`.

use dabiao_grammar::vocabulary::Phrase;

const OPERATORS: [char; 12] = [
    '+', '＋', '-', '−', '－', '–', '*', '×', '＊', '/', '÷', '／',
];

/// Whether a text ends in a joining word or an operator, so that it goes on in the next line.
pub(crate) fn ends_in_joint(text: &str) -> bool {
    let ends_in_word = |phrase: &Phrase| {
        phrase.spellings().any(|word| {
            let rest = text.strip_suffix(word);
            let before = rest.and_then(|rest| rest.chars().next_back());
            before.is_some_and(|before| !before.is_alphabetic() && !matches!(before, '-' | '_'))
        })
    };
    text.ends_with(OPERATORS) || ends_in_word(Phrase::AND) || ends_in_word(Phrase::OR)
}
