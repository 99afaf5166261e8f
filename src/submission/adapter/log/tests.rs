//! Logs of every format: from bytes to fields, and what damage does.

use crate::model::log::{LOG_FIELDS, LogSource};
use crate::model::record::Record;
use crate::model::wanted::Wanted;
use crate::submission::adapter::testing::{Seen, gzip, read, shown};
use crate::submission::encoding::tests::in_every_encoding;

const TRAIL: &str = r#"{"Records":[{"eventVersion":"1.08","userIdentity":{"type":"AssumedRole","principalId":"AROA:u1","arn":"arn:aws:sts::100:assumed-role/ops/u1","accountId":"100"},"eventTime":"2022-10-01T02:00:00Z","eventSource":"s3.amazonaws.com","eventName":"PutBucketVersioning","awsRegion":"ap-northeast-1","sourceIPAddress":"192.0.2.1","requestParameters":{"bucketName":"b1"},"eventID":"e-1","recipientAccountId":"100"},
{"userIdentity":{"type":"AWSService","invokedBy":"cloudtrail.amazonaws.com"},"eventTime":"2022-10-01T03:00:00Z","eventSource":"kms.amazonaws.com","eventName":"Decrypt","awsRegion":"us-east-1","sourceIPAddress":"cloudtrail.amazonaws.com","errorCode":"AccessDenied","resources":[{"ARN":"arn:aws:kms:k1","accountId":"100"}],"recipientAccountId":"100"}]}"#;
const DECLARED: &str = "[[logs]]\npath = \"logs/{subject}\"\nsource = \"entry\"\n";

/// Everything asked of logs of all kinds.
fn wanted(fields: &[&'static str]) -> Wanted {
    let mut wanted = Wanted::default();
    for source in LogSource::ALL {
        wanted.log(*source, fields.iter().copied());
    }
    wanted
}

fn seen(bytes: &[u8], manifest: &str, fields: &[&'static str]) -> Seen {
    read("logs/one", bytes, manifest, &wanted(fields))
}

/// Source, line and fields of every record.
fn records(seen: &Seen) -> Vec<String> {
    let logs = seen
        .records
        .iter()
        .filter_map(|record| if let Record::Log(log) = record { Some(log) } else { None });
    logs.map(|log| {
        let line = log.place.line.unwrap_or_default();
        let at = log.at.map_or(String::new(), |at| format!("@{}", at.0));
        format!("{}:{line}{at} {}", log.source.id(), shown(&log.readings).join(" "))
    })
    .collect()
}

const GCP: &str = r#"[{"protoPayload":{"@type":"x","authenticationInfo":{"principalEmail":"u@example.jp"},"requestMetadata":{"callerIp":"192.0.2.1"},"serviceName":"storage.googleapis.com","methodName":"storage.buckets.update","resourceName":"projects/_/buckets/b1","status":{}},"insertId":"i","resource":{"type":"gcs_bucket","labels":{"project_id":"p1","location":"asia-northeast1"}},"timestamp":"2022-10-01T02:00:00.123Z","severity":"NOTICE"}]"#;
const AZURE: &str = r#"{"value":[{"caller":"u@example.jp","operationName":{"value":"Microsoft.Storage/write","localizedValue":"x"},"resourceId":"/subscriptions/s/x","eventTimestamp":"2022-10-01T02:00:00.1234567Z","status":{"value":"Succeeded"},"subscriptionId":"s","httpRequest":{"clientIpAddress":"192.0.2.1"}}]}"#;
const OCI: &str = r#"{"eventType":"com.oraclecloud.x","source":"ObjectStorage","eventId":"e","eventTime":"2022-10-01T02:00:00Z","data":{"eventName":"UpdateBucket","compartmentId":"c","resourceName":"b1","identity":{"principalName":"u1","ipAddress":"192.0.2.1"},"response":{"status":"200"}}}"#;
const KUBERNETES: &str = r#"{"kind":"Event","apiVersion":"audit.k8s.io/v1","auditID":"a","stage":"ResponseComplete","requestURI":"/api/v1/pods/p","verb":"delete","user":{"username":"u1"},"sourceIPs":["192.0.2.1","10.0.0.1"],"objectRef":{"resource":"pods","name":"p"},"responseStatus":{"code":200},"requestReceivedTimestamp":"2022-10-01T02:00:00.000000Z"}"#;
const FLOW: &str = "version account-id interface-id srcaddr dstaddr srcport dstport protocol packets bytes start end action log-status\n2 100 eni-1 192.0.2.1 192.0.2.2 1 443 6 1 40 1664589600 1664589660 ACCEPT OK\n";
const TRANSPARENCY: &str = r#"{"jsonPayload":{"accesses":[{"methodName":"GoogleInternal.Read","resourceName":"//b1"}],"reason":[{"type":"CUSTOMER_INITIATED_SUPPORT"}],"location":{"principalOfficeCountry":"US"},"principalJobTitle":"Engineering"},"timestamp":"2022-10-01T02:00:00Z"}"#;

const TRAIL_RECORDS: [&str; 2] = [
    "audit:1@1664589600 account=100 action=PutBucketVersioning actor=arn:aws:sts::100:assumed-role/ops/u1 region=ap-northeast-1 result=success source-address=192.0.2.1 target=b1 time=2022-10-01",
    "audit:2@1664593200 account=100 action=Decrypt actor=cloudtrail.amazonaws.com region=us-east-1 result=AccessDenied source-address=cloudtrail.amazonaws.com target=arn:aws:kms:k1 time=2022-10-01",
];

#[test]
fn formats_of_providers_are_known_by_their_records() {
    let fields = ["actor", "action", "target", "result", "source-address", "account", "region"];
    let event =
        TRAIL.lines().next().unwrap().trim_start_matches(r#"{"Records":["#).trim_end_matches(',');
    let inner = format!(r#"{{"Events":[{{"EventId":"e-1","CloudTrailEvent":{event:?}}}]}}"#);
    let table = [
        ("cloudtrail", TRAIL, TRAIL_RECORDS.to_vec()),
        ("cloudtrail", event, vec![TRAIL_RECORDS[0]]),
        ("cloudtrail", &inner, vec![TRAIL_RECORDS[0]]),
        (
            "gcp-audit",
            GCP,
            vec![
                "audit:1@1664589600 account=p1 action=storage.buckets.update actor=u@example.jp region=asia-northeast1 result=success source-address=192.0.2.1 target=projects/_/buckets/b1 time=2022-10-01",
            ],
        ),
        (
            "azure-activity",
            AZURE,
            vec![
                "audit:1@1664589600 account=s action=Microsoft.Storage/write actor=u@example.jp result=Succeeded source-address=192.0.2.1 target=/subscriptions/s/x time=2022-10-01",
            ],
        ),
        (
            "oci-audit",
            OCI,
            vec![
                "audit:1@1664589600 account=c action=UpdateBucket actor=u1 result=200 source-address=192.0.2.1 target=b1 time=2022-10-01",
            ],
        ),
        (
            "kubernetes-audit",
            KUBERNETES,
            vec![
                "audit:1@1664589600 action=delete actor=u1 result=200 source-address=192.0.2.1 target=p time=2022-10-01",
            ],
        ),
        (
            "vpc-flow-log",
            FLOW,
            vec![
                "flow:2@1664589600 account=100 action=ACCEPT result=ACCEPT source-address=192.0.2.1 target=192.0.2.2 time=2022-10-01",
            ],
        ),
        (
            "gcp-access-transparency",
            TRANSPARENCY,
            vec![
                "support:1@1664589600 action=GoogleInternal.Read actor=Engineering target=//b1 time=2022-10-01",
            ],
        ),
    ];
    for (format, text, expected) in table {
        for bytes in [text.as_bytes().to_vec(), gzip(text.as_bytes())] {
            let seen = seen(&bytes, "", &fields);
            assert_eq!(seen.result.kind.as_deref(), Some(format), "{:?}", seen.codes());
            assert_eq!(records(&seen), expected, "{format}");
            assert!(!seen.result.incomplete, "{format}: {:?}", seen.codes());
        }
    }
}

/// The same two entries in every notation that a declared log may have.
#[test]
fn a_declared_log_is_read_by_the_names_people_use() {
    let fields = ["actor", "place", "approver"];
    let csv = "日付,時刻,氏名,入室場所,承認者\n2022/10/01,11:00,山田,A室,佐藤\n令和4年10月1日,12時0分,鈴木,\"B,室\",\n";
    let json = r#"[{"eventTime":"2022-10-01T11:00:00","userName":"山田","room":"A室","approved_by":"佐藤"},{"event_time":"2022-10-01T03:00:00Z","User Name":"鈴木","Room":"B,室","approver":""}]"#;
    let lines = json.trim_matches(['[', ']']).replace("},{", "}\n{");
    let wrapped = format!(r#"{{"total":2,"items":{json}}}"#);
    let nested = r#"{"@timestamp":"2022-10-01T02:00:00Z","user":{"name":"山田"},"place":"A室","approver":"佐藤"}
{"@timestamp":"2022-10-01T03:00:00Z","user.name":"鈴木","place":"B,室","approver":null}"#;
    let words = "date=2022-10-01 time=11:00:00 user=山田 place=A室 approver=佐藤\ndate=2022-10-01 time=12:00:00 user=鈴木 place=\"B,室\" approver=\n";
    let syslog = "<134>1 2022-10-01T02:00:00Z gate entryd - IN [x user=\"山田\" place=\"A室\"] approver=佐藤\n<134>1 2022-10-01T03:00:00Z gate entryd - IN - user=鈴木 place=\"B,室\" approver=\n";
    let semicolons = csv
        .replace("\"B,室\"", "B,室")
        .replace("日付,時刻,氏名,入室場所,承認者", "日付;時刻;氏名;入室場所;承認者")
        .replace("2022/10/01,11:00,山田,A室,佐藤", "2022/10/01;11:00;山田;A室;佐藤")
        .replace("令和4年10月1日,12時0分,鈴木,B,室,", "令和4年10月1日;12時0分;鈴木;B,室;");
    for text in [csv, json, &lines, &wrapped, nested, words, syslog, &semicolons] {
        let seen = seen(text.as_bytes(), DECLARED, &fields);
        let found: Vec<String> = records(&seen)
            .iter()
            .map(|record| record.split_once('@').unwrap().1.to_owned())
            .collect();
        let expected = [
            "1664589600 actor=山田 approver=佐藤 place=A室 time=2022-10-01",
            "1664593200 actor=鈴木 approver=null place=B,室 time=2022-10-01",
        ];
        assert_eq!(found, expected, "{text}");
        assert_eq!(seen.result.kind.as_deref(), Some("log"));
        assert!(!seen.result.incomplete, "{text}: {:?}", seen.codes());
    }
    for (encoding, bytes) in in_every_encoding(csv) {
        let seen = seen(&bytes, DECLARED, &fields);
        assert_eq!(records(&seen).len(), 2, "{encoding}: {:?}", seen.codes());
        assert!(records(&seen)[1].contains("actor=鈴木"), "{encoding}");
    }
}

#[test]
fn what_is_derived_from_other_fields() {
    let notices = "通知日,作業予定日,件名\n2022-09-01,2022-09-15,更改\n2022-09-01,未定,更改\n2022-09-01,,更改\n";
    let seen_notices = seen(notices.as_bytes(), DECLARED, &["lead-days"]);
    let lead: Vec<_> =
        records(&seen_notices).iter().map(|record| record.contains("lead-days=14")).collect();
    assert_eq!(lead, [true, false, false]);
    let grants = "timestamp,user,expires\n2022-09-01T00:00:00Z,u1,2022-09-01T08:30:00Z\n";
    let seen_grants = seen(grants.as_bytes(), DECLARED, &["granted-hours"]);
    assert!(
        records(&seen_grants)[0].contains("granted-hours=8.500"),
        "{:?}",
        records(&seen_grants)
    );
    let clocks = "日時,誤差(秒)\n2022-09-01 00:00:00,-0.0004\n2022-09-01 01:00:00,x\n";
    let seen_clocks = seen(clocks.as_bytes(), DECLARED, &["offset-ms"]);
    let found = records(&seen_clocks);
    assert!(
        found[0].contains("offset-ms=0.400") && found[1].contains("offset-ms=!WrongKind"),
        "{found:?}"
    );
}

/// What is cut, broken or of another shape is known to be damaged, and what stands before it counts.
#[test]
fn damage() {
    let json = TRAIL.as_bytes();
    let csv = "日時,氏名\n2022-10-01 11:00:00,山田\n2022-10-01 12:00:00,鈴木\n";
    let cut_gzip = {
        let whole = gzip(json);
        whole[..whole.len() - 4].to_vec()
    };
    let long = format!("{csv}2022-10-01 13:00:00,{}\n", "x".repeat(1 << 17));
    let table: Vec<(&str, Vec<u8>, &str, usize)> = vec![
        ("cut in a record", json[..json.len() - 20].to_vec(), "", 1),
        ("cut after a record", json[..json.len() - 2].to_vec(), "", 2),
        ("no JSON any more", [json, b"}"].concat(), "", 2),
        ("a record that is none", TRAIL.replace("}]}", "},7]}").into_bytes(), "", 2),
        ("cut gzip", cut_gzip, "", 2),
        ("a short row", format!("{csv}2022-10-01 13:00:00\n").into_bytes(), DECLARED, 2),
        ("an open quotation", format!("{csv}\"2022-10-01 13:00:00,\n").into_bytes(), DECLARED, 2),
        ("a row beyond the limit", long.into_bytes(), DECLARED, 2),
        ("a row that is no text", [csv.as_bytes(), b"\xFF\xFE,x\n"].concat(), DECLARED, 0),
        ("no log at all", b"\x89PNG\r\n\x1a\n".to_vec(), DECLARED, 0),
        ("words", "本日は晴天なり。\n".as_bytes().to_vec(), DECLARED, 0),
        ("a number", b"42".to_vec(), DECLARED, 0),
    ];
    for (name, bytes, manifest, count) in table {
        let seen = seen(&bytes, manifest, &["actor"]);
        assert_eq!(
            (records(&seen).len(), seen.is_damaged()),
            (count, true),
            "{name}: {:?}",
            seen.codes()
        );
        assert!(seen.result.incomplete, "{name}");
    }
}

#[test]
fn what_says_nothing_is_no_damage() {
    for (bytes, manifest) in [
        (&b""[..], DECLARED),
        (br#"{"Records":[]}"#, DECLARED),
        ("日時,氏名\n".as_bytes(), DECLARED),
        (b"[]", DECLARED),
    ] {
        let seen = seen(bytes, manifest, &["actor"]);
        assert_eq!((seen.records.len(), seen.result.incomplete), (0, false), "{:?}", seen.codes());
    }
}

/// The name of a file tells nothing, and what nobody asks for is not read.
#[test]
fn what_is_a_log() {
    let csv = "日時,氏名\n2022-10-01 11:00:00,山田\n".as_bytes();
    let undeclared = seen(csv, "", &["actor"]);
    assert_eq!((undeclared.records.len(), undeclared.result.kind), (0, None));
    let both = "[[logs]]\npath = \"logs/one\"\nsource = [\"entry\", \"access\"]\n";
    let found = records(&seen(csv, both, &["actor"]));
    assert_eq!(
        found.iter().map(|one| one.split(':').next().unwrap()).collect::<Vec<_>>(),
        ["entry", "access"]
    );
    let renamed = "[[logs]]\npath = \"logs/one\"\nsource = \"deletion\"\n";
    assert!(records(&seen(TRAIL.as_bytes(), renamed, &["actor"]))[0].starts_with("deletion:"));
    let formatted = "[[logs]]\npath = \"logs/one\"\nsource = \"audit\"\nformat = \"cloudtrail\"\n";
    let wrong = seen(csv, formatted, &["actor"]);
    assert!(
        wrong.is_damaged() && wrong.codes().contains(&"not-as-declared"),
        "{:?}",
        wrong.codes()
    );
    let unasked = read("logs/one", TRAIL.as_bytes(), "", &Wanted::default());
    assert_eq!((unasked.records.len(), unasked.result.kind.as_deref()), (0, Some("cloudtrail")));
}

/// Values are built of asked fields only, whatever else a record holds.
#[test]
fn nothing_else_is_built() {
    let asked = seen(TRAIL.as_bytes(), "", &["actor"]).result.materialised;
    let padded =
        TRAIL.replace("\"eventVersion\"", &format!("\"x\":{:?},\"eventVersion\"", vec![7; 1000]));
    assert_eq!(seen(padded.as_bytes(), "", &["actor"]).result.materialised, asked);
    let all: Vec<&'static str> = LOG_FIELDS.iter().map(|field| field.id).collect();
    assert!(seen(TRAIL.as_bytes(), "", &all).result.materialised > asked);
}
