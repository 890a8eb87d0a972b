//! Paths as references of RFC 3986, in which Chinese names are bytes in hexadecimal.

use std::fmt::Write as _;

/// A relative path as a relative reference, an absolute one as a `file:` address.
pub(crate) fn of_path(path: &str) -> String {
    let path = path.replace('\\', "/");
    let path = path.strip_prefix("./").unwrap_or(&path);
    let is_drive = path.as_bytes().get(1) == Some(&b':');
    let mut uri = if is_drive {
        "file:///".to_owned()
    } else if path.starts_with('/') {
        "file://".to_owned()
    } else {
        String::new()
    };
    for byte in path.bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => {
                uri.push(char::from(byte));
            }
            b':' if is_drive => uri.push(':'),
            // INVARIANT: writing into a String cannot fail.
            _ => {
                let _ = write!(uri, "%{byte:02X}");
            }
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_address_cannot_hold_is_written_in_bytes() {
        assert_eq!(of_path("a b/方.dabiao"), "a%20b/%E6%96%B9.dabiao");
        assert_eq!(of_path("/plans/x#1.dabiao"), "file:///plans/x%231.dabiao");
        assert_eq!(of_path("C:\\plans\\x.dabiao"), "file:///C:/plans/x.dabiao");
    }
}
