//! A row of CSV in which cells may stand in quotation marks.

/// The cells of one row, without their quotation marks.
#[derive(Debug, Default)]
pub(crate) struct Unquoted {
    /// The cells, a comma behind each but the last.
    pub(crate) text: String,
    /// Where each cell ends in the text; the next begins behind it.
    pub(crate) ends: Vec<usize>,
}

/// How the reading of a row ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Row {
    /// The byte behind its line end.
    pub(crate) next: usize,
    /// The byte at which the last cell's text begins among the cells, when its quotation mark is not closed.
    pub(crate) open: Option<usize>,
}

impl Unquoted {
    /// Reads the row that begins at the byte `at` of `text`.
    ///
    /// A quotation mark opens a cell only at its beginning; two of them inside stand for one; what follows the closing
    /// one up to the comma belongs to the cell.
    pub(crate) fn read(&mut self, text: &str, at: usize) -> Row {
        self.text.clear();
        self.ends.clear();
        let mut rest = text.get(at..).unwrap_or_default();
        loop {
            let begin = self.text.len();
            let open = rest
                .strip_prefix('"')
                .is_some_and(|inside| self.quoted(inside, &mut rest));
            let plain = rest.find([',', '\r', '\n']).unwrap_or(rest.len());
            let (plain, behind) = rest.split_at_checked(plain).unwrap_or((rest, ""));
            self.text.push_str(plain);
            self.ends.push(self.text.len());
            if let Some(next) = behind.strip_prefix(',') {
                self.text.push(',');
                rest = next;
                continue;
            }
            let behind = behind.strip_prefix('\r').unwrap_or(behind);
            let behind = behind.strip_prefix('\n').unwrap_or(behind);
            return Row {
                next: text.len().saturating_sub(behind.len()),
                open: open.then_some(begin),
            };
        }
    }

    /// Takes in what stands in quotation marks; true when the closing one is missing.
    fn quoted<'t>(&mut self, mut inside: &'t str, rest: &mut &'t str) -> bool {
        loop {
            let Some((before, behind)) = inside.split_once('"') else {
                self.text.push_str(inside);
                *rest = "";
                return true;
            };
            self.text.push_str(before);
            let Some(more) = behind.strip_prefix('"') else {
                *rest = behind;
                return false;
            };
            self.text.push('"');
            inside = more;
        }
    }
}
