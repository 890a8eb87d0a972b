//! How text is to look: its language, its width, and whether it has colour.

use dabiao_core::Language;

/// The language, width and colour of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Look {
    /// The language of every word that is not the policy's own.
    pub language: Language,
    /// The columns of the terminal; tables wrap within it. At least [`Look::MIN_WIDTH`] are used.
    pub width: u16,
    /// Whether ANSI colours are written.
    pub colour: bool,
}

impl Look {
    /// The width of text that goes to a file or a pipe.
    pub const WIDTH: u16 = 120;
    /// The least width that tables are laid out for.
    pub const MIN_WIDTH: u16 = 60;

    /// Without colour, [`Look::WIDTH`] columns wide.
    pub fn plain(language: Language) -> Self {
        Self {
            language,
            width: Self::WIDTH,
            colour: false,
        }
    }
}
