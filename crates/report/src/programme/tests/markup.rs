//! The start tags of a document, enough to check its structure.

/// A start tag.
#[derive(Debug)]
pub(super) struct Element {
    pub(super) name: String,
    attributes: Vec<(String, String)>,
    /// Position after the tag.
    pub(super) end: usize,
}

impl Element {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(n, _)| n == name).map(|(_, v)| v.as_str())
    }
}

/// Start tags in document order, outside of `style`.
pub(super) fn elements(html: &str) -> Vec<Element> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(open) = html[at..].find('<') {
        let start = at + open + 1;
        let Some(close) = tag_end(&html[start..]) else { break };
        let tag = &html[start..start + close];
        at = start + close + 1;
        if tag.starts_with('/') || tag.starts_with('!') {
            continue;
        }
        let (name, rest) = tag.split_once(char::is_whitespace).unwrap_or((tag, ""));
        let name = name.trim_end_matches('/').to_owned();
        if name == "style" {
            at += html[at..].find("</style>").unwrap_or(0);
        }
        found.push(Element { name, attributes: attributes(rest), end: at });
    }
    found
}

/// Where a tag ends: the first `>` outside of quotes.
fn tag_end(text: &str) -> Option<usize> {
    let mut quoted = false;
    text.bytes().position(|b| {
        quoted ^= b == b'"';
        b == b'>' && !quoted
    })
}

fn attributes(mut text: &str) -> Vec<(String, String)> {
    let mut found = Vec::new();
    while let Some((name, rest)) = text.split_once("=\"") {
        let Some((value, after)) = rest.split_once('"') else { break };
        let name = name.split_whitespace().last().unwrap_or_default();
        found.push((name.to_owned(), value.to_owned()));
        text = after;
    }
    found
}

#[test]
fn tags_and_attributes_are_found() {
    let list = elements("<p class=\"a\">x</p><svg><rect x=\"1>\" y=\"2\"/></svg>");
    let names: Vec<&str> = list.iter().map(|e| e.name.as_str()).collect();
    assert_eq!(names, ["p", "svg", "rect"]);
    assert_eq!(list[2].attribute("x"), Some("1>"));
    assert_eq!(list[2].attribute("y"), Some("2"));
}
