//! How the words of a name are joined in files.

/// Every way of joining the words of a name that files use.
pub(super) fn spellings(name: &str) -> Vec<String> {
    if !name.is_ascii() {
        return vec![name.to_owned()];
    }
    let words: Vec<&str> = name.split(' ').collect();
    let title = |word: &str| {
        let mut letters = word.chars();
        letters.next().map_or(String::new(), |first| {
            first.to_ascii_uppercase().to_string() + letters.as_str()
        })
    };
    let marked = |word: &&str| match *word {
        "ip" | "id" => word.to_uppercase(),
        word => title(word),
    };
    let camel = |titled: Vec<String>| {
        let head = words.first().map_or(String::new(), |word| (*word).to_owned());
        head + &titled.get(1..).unwrap_or_default().concat()
    };
    let titles: Vec<String> = words.iter().map(|word| title(word)).collect();
    let marks: Vec<String> = words.iter().map(marked).collect();
    let mut spelled = vec![
        name.to_owned(),
        words.concat(),
        words.join("_"),
        words.join("-"),
        words.join("_").to_uppercase(),
        name.to_uppercase(),
        titles.concat(),
        titles.join(" "),
        titles.join("_"),
        marks.concat(),
        marks.join(" "),
        camel(titles),
        camel(marks),
    ];
    spelled.sort_unstable();
    spelled.dedup();
    spelled
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::super::field::{CLOCK, DAY, NAMED};
    use super::super::measure::MEASURED;
    use super::super::names::folded;
    use super::spellings;
    use crate::model::log::log_field;

    #[test]
    fn names_are_of_fields_and_of_one_column_each() {
        let mut known: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        for named in NAMED.iter().chain(MEASURED) {
            assert!(log_field(named.field).is_some() || [DAY, CLOCK].contains(&named.field));
            for name in named.names {
                known.entry(folded(name)).or_default().insert(named.field);
            }
        }
        // A state is a result where nothing better says it.
        let shared: Vec<_> = known.iter().filter(|(_, fields)| fields.len() > 1).collect();
        let allowed = ["status", "状態", "ステータス"];
        assert!(shared.iter().all(|(name, _)| allowed.contains(&name.as_str())), "{shared:?}");
    }

    #[test]
    fn words_are_joined_in_every_way() {
        let spelled = spellings("source ip address");
        for expected in [
            "sourceIPAddress",
            "SourceIpAddress",
            "source_ip_address",
            "source-ip-address",
            "SOURCE_IP_ADDRESS",
            "Source IP Address",
            "source ip address",
        ] {
            assert!(spelled.iter().any(|one| one == expected), "{expected} {spelled:?}");
        }
        assert_eq!(spellings("操作者"), ["操作者"]);
    }
}
