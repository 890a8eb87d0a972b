//! The language of help and messages: `--lang`, else the policy's own, else the locale's.

use std::ffi::OsString;

use dabiao_core::Language;

/// The language of the locale: Chinese for `zh…` in the first of `LC_ALL`, `LC_MESSAGES`, `LANG` that is set.
#[expect(
    clippy::disallowed_methods,
    reason = "the command line is where the environment is read"
)]
pub(crate) fn of_locale() -> Language {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .iter()
        .filter_map(|name| std::env::var(name).ok());
    of_first_set(set)
}

fn of_first_set(mut values: impl Iterator<Item = String>) -> Language {
    match values.find(|value| !value.is_empty()) {
        Some(locale) if locale.to_ascii_lowercase().starts_with("zh") => Language::Chinese,
        _ => Language::English,
    }
}

/// The language of help and of wrong usage, before the arguments are understood: the last `--lang`, else the locale's.
pub(crate) fn of_arguments(arguments: &[OsString]) -> Language {
    let texts: Vec<_> = arguments
        .iter()
        .map(|argument| argument.to_string_lossy())
        .collect();
    let after = |index: usize| texts.get(index.saturating_add(1)).map(AsRef::as_ref);
    let values =
        texts
            .iter()
            .enumerate()
            .filter_map(|(index, text)| match text.strip_prefix("--lang") {
                Some("") => after(index),
                Some(rest) => rest.strip_prefix('='),
                None => None,
            });
    match values.collect::<Vec<_>>().last().copied() {
        Some("zh") => Language::Chinese,
        Some("en") => Language::English,
        _ => of_locale(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_variable_that_is_set_decides() {
        let locale = |values: &[&str]| of_first_set(values.iter().map(ToString::to_string));
        assert_eq!(locale(&["", "zh_CN.UTF-8"]), Language::Chinese);
        assert_eq!(locale(&["C", "zh_CN.UTF-8"]), Language::English);
        assert_eq!(locale(&[]), Language::English);
    }

    #[test]
    fn an_argument_goes_before_the_locale() {
        let of = |arguments: &[&str]| {
            of_arguments(&arguments.iter().map(OsString::from).collect::<Vec<_>>())
        };
        assert_eq!(of(&["dabiao", "due", "--lang", "zh"]), Language::Chinese);
        assert_eq!(of(&["dabiao", "--lang=zh", "--lang=en"]), Language::English);
    }
}
