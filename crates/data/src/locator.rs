//! Lines and columns of a text, for places that are asked for from its start to its end.

/// A cursor that counts lines and columns as it goes forward.
///
/// A new line begins after `\n`, and after a `\r` that no `\n` follows. Columns count characters.
#[derive(Debug, Clone)]
pub(crate) struct Locator<'a> {
    text: &'a str,
    offset: usize,
    line: u32,
    column: u32,
}

impl<'a> Locator<'a> {
    /// A cursor at the start of the text.
    pub(crate) fn new(text: &'a str) -> Self {
        Self {
            text,
            offset: 0,
            line: 1,
            column: 1,
        }
    }

    /// The line and the column, both from 1, of a byte that begins a character.
    ///
    /// Going back is allowed and counts from the start again.
    pub(crate) fn locate(&mut self, offset: usize) -> (u32, u32) {
        if offset < self.offset {
            *self = Self::new(self.text);
        }
        let passed = self.text.get(self.offset..offset).unwrap_or_default();
        for (index, c) in passed.char_indices() {
            let after = self.offset.saturating_add(index).saturating_add(1);
            let lone = c == '\r' && self.text.as_bytes().get(after) != Some(&b'\n');
            if c == '\n' || lone {
                self.line = self.line.saturating_add(1);
                self.column = 1;
            } else {
                self.column = self.column.saturating_add(1);
            }
        }
        self.offset = offset;
        (self.line, self.column)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_of_line_end_counts_once() {
        let mut locator = Locator::new("目标\r\n值\rx\ny");
        let places: Vec<_> = [0, 3, 8, 12, 14].map(|byte| locator.locate(byte)).into();
        assert_eq!(places, [(1, 1), (1, 2), (2, 1), (3, 1), (4, 1)]);
        assert_eq!(locator.locate(3), (1, 2));
    }
}
