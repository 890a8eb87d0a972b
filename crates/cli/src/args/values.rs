//! Values of the command line that are numbers, and what is said of those that are none.

use std::error::Error;
use std::fmt;

use dabiao_core::{Language, Text};

/// Why a value is none, in both languages; clap knows one.
#[derive(Debug)]
pub(crate) struct Wrong(pub(crate) Text);

impl fmt::Display for Wrong {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0.get(Language::English))
    }
}

impl Error for Wrong {}

/// The number of an entry of a history.
pub(super) fn number(text: &str) -> Result<i64, Wrong> {
    let number = text.parse().ok().filter(|number| *number > 0);
    number.ok_or_else(|| {
        Wrong(Text::new(
            "write the number of the entry, as 3; `dabiao history` lists them",
            "请写记录的编号，如 3；dabiao history 可列出全部",
        ))
    })
}

/// A whole percentage.
pub(super) fn percent(text: &str) -> Result<u8, Wrong> {
    let percent = text.parse().ok().filter(|percent| *percent <= 100);
    percent.ok_or_else(|| {
        Wrong(Text::new(
            "write a whole number from 0 to 100",
            "请写 0 到 100 的整数",
        ))
    })
}
