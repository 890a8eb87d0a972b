//! Texts in cells of Markdown tables.

/// A text that neither ends its cell nor its row, and that nothing is made of.
pub(super) fn cell(text: &str) -> String {
    let mut cell = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\n' | '\r' => cell.push(' '),
            '|' | '\\' | '`' | '*' | '_' | '<' | '>' | '[' | ']' => {
                cell.push('\\');
                cell.push(character);
            }
            other => cell.push(other),
        }
    }
    cell
}

#[cfg(test)]
mod tests {
    use super::cell;

    #[test]
    fn a_pipe_stays_in_its_cell() {
        assert_eq!(cell("a|b\nc*"), "a\\|b c\\*");
    }
}
