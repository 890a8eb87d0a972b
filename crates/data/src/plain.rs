//! Blocks of CSV without quotation marks, whose cells end where a comma or a line feed stands.

use crate::signs;

/// Where the cells of a block end that has no quotation mark, and no carriage return but before a line feed.
#[derive(Debug)]
pub(crate) struct Plain {
    ends: Vec<usize>,
    /// How many of them are in rows already read.
    passed: usize,
}

impl Plain {
    /// Finds where the cells of a block end; nothing where quotation marks or carriage returns have a say in it.
    pub(crate) fn of(block: &str) -> Option<Self> {
        let bytes = block.as_bytes();
        let mut at = 0;
        while let Some(found) = memchr::memchr2(b'"', b'\r', bytes.get(at..)?) {
            at = at.saturating_add(found);
            if !bytes.get(at..)?.starts_with(b"\r\n") {
                return None;
            }
            at = at.saturating_add(1);
        }
        let mut ends = Vec::with_capacity(bytes.len() / 8);
        signs::find(bytes, &mut ends);
        if !block.is_empty() && !block.ends_with('\n') {
            ends.push(block.len());
        }
        Some(Self { ends, passed: 0 })
    }

    /// Which ends are those of the next row, and the byte it ends at; a carriage return before it is no part of its cell.
    #[inline]
    pub(crate) fn row(&mut self, block: &str) -> Option<((usize, usize), usize)> {
        let bytes = block.as_bytes();
        let first = self.passed;
        let ends = self.ends.get_mut(first..)?;
        // Behind the last comma there is always an end: a line feed or that of the text.
        let is_last = |end: &usize| bytes.get(*end) != Some(&b',');
        let last = ends.iter().position(is_last)?;
        let end = ends.get_mut(last)?;
        let behind = *end;
        let before = behind.checked_sub(1).and_then(|before| bytes.get(before));
        if before == Some(&b'\r') {
            *end = behind.saturating_sub(1);
        }
        self.passed = first.saturating_add(last).saturating_add(1);
        Some(((first, self.passed), behind))
    }

    /// Which ends are those of the next rows, as far as each has so many cells and no more than so many bytes, from the byte
    /// `from` on, at which the first begins; and the byte behind them.
    pub(crate) fn rows(
        &mut self,
        block: &str,
        from: usize,
        (width, longest): (usize, usize),
    ) -> ((usize, usize), usize) {
        let bytes = block.as_bytes();
        let first = self.passed;
        let (mut at, mut rows) = (from, 0_usize);
        let ends = self.ends.get(first..).unwrap_or_default();
        for row in ends.chunks_exact(width.max(1)) {
            let Some((last, others)) = row.split_last() else {
                break;
            };
            let is_cell = |end: &usize| bytes.get(*end) == Some(&b',');
            let is_row = others
                .iter()
                .fold(!is_cell(last), |is_row, end| is_row & is_cell(end));
            if !is_row || last.saturating_sub(at) > longest {
                break;
            }
            at = last.saturating_add(1);
            rows = rows.saturating_add(1);
        }
        self.passed = first.saturating_add(rows.saturating_mul(width));
        ((first, self.passed), at)
    }

    /// Some of the ends.
    #[inline]
    pub(crate) fn ends(&self, (from, to): (usize, usize)) -> &[usize] {
        self.ends.get(from..to).unwrap_or_default()
    }
}
