//! Formats of logs: how each is recognised, and what its own names mean. A further format is a further row.

use std::borrow::Cow;

use crate::model::log::LogSource;
use crate::model::text::Bilingual;
use crate::submission::adapter::AdapterMeta;

use super::frame::Frame;

/// A field with the paths that may hold it, most telling first; a dot goes one object down, a list stands for its first element.
pub(super) type Own = (&'static str, &'static [&'static str]);

/// One format.
pub(crate) struct Form {
    pub(super) meta: &'static AdapterMeta,
    /// Provider whose format it is.
    pub(super) provider: Option<&'static str>,
    /// What it is a log of, unless the manifest says otherwise.
    pub(super) source: Option<LogSource>,
    pub(super) notation: Notation,
    /// Its own names of fields; none: the names that people use.
    pub(super) own: Option<&'static [Own]>,
    /// What a field says that is left out, as documented.
    pub(super) absent: &'static [(&'static str, &'static str)],
}

/// How a format is written.
pub(super) enum Notation {
    /// JSON whose first record has all paths of a signature.
    Json { frames: &'static [Frame], signatures: &'static [&'static [&'static str]] },
    /// A table with these columns.
    Table { delimiter: char, signature: &'static [&'static str] },
    /// Any JSON, table or lines of named values, if the manifest declares it.
    Declared,
}

const ANYWHERE: &[Frame] = &[Frame::Root, Frame::Elements];

/// AWS CloudTrail: log files, events in a row, and `lookup-events`.
pub(crate) const CLOUDTRAIL: Form = Form {
    meta: &AdapterMeta {
        id: "cloudtrail",
        title: Bilingual { ja: "AWS CloudTrailのログ", en: "AWS CloudTrail log" },
        recognised_by: Bilingual {
            ja: "Records に eventSource・eventName・eventTime を持つ記録、その配列か行(NDJSON)、又は Events に CloudTrailEvent",
            en: "`Records` with `eventSource`, `eventName` and `eventTime`, an array or lines (NDJSON) of such records, or `Events` with `CloudTrailEvent`",
        },
    },
    provider: Some("aws"),
    source: Some(LogSource::Audit),
    notation: Notation::Json {
        frames: &[
            Frame::Member(Cow::Borrowed("Records")),
            Frame::Inner("Events", "CloudTrailEvent"),
            Frame::Elements,
            Frame::Root,
        ],
        signatures: &[&["eventSource", "eventName", "eventTime"], &["CloudTrailEvent"]],
    },
    own: Some(&[
        ("time", &["eventTime"]),
        (
            "actor",
            &[
                "userIdentity.arn",
                "userIdentity.userName",
                "userIdentity.principalId",
                "userIdentity.invokedBy",
                "userIdentity.accountId",
                "userIdentity.type",
            ],
        ),
        ("actor-kind", &["userIdentity.type"]),
        ("action", &["eventName"]),
        (
            "target",
            &[
                "resources.ARN",
                "requestParameters.bucketName",
                "requestParameters.keyId",
                "requestParameters.instanceId",
                "requestParameters.roleName",
                "requestParameters.userName",
                "requestParameters.functionName",
                "requestParameters.dBInstanceIdentifier",
                "requestParameters.name",
                "eventSource",
            ],
        ),
        ("result", &["errorCode"]),
        ("source-address", &["sourceIPAddress"]),
        ("account", &["recipientAccountId", "userIdentity.accountId"]),
        ("region", &["awsRegion"]),
        ("service", &["eventSource"]),
        ("session", &["userIdentity.accessKeyId"]),
        ("method", &["additionalEventData.MFAUsed"]),
        ("id", &["eventID"]),
    ]),
    absent: &[("result", "success")],
};

/// Cloud Audit Logs of Google Cloud.
pub(crate) const GCP_AUDIT: Form = Form {
    meta: &AdapterMeta {
        id: "gcp-audit",
        title: Bilingual { ja: "Google CloudのCloud Audit Logs", en: "Google Cloud audit log" },
        recognised_by: Bilingual {
            ja: "protoPayload.methodName と timestamp を持つ記録の配列か行(NDJSON)",
            en: "an array or lines (NDJSON) of records with `protoPayload.methodName` and `timestamp`",
        },
    },
    provider: Some("gcp"),
    source: Some(LogSource::Audit),
    notation: Notation::Json {
        frames: ANYWHERE,
        signatures: &[&["protoPayload.methodName", "timestamp"]],
    },
    own: Some(&[
        ("time", &["timestamp", "receiveTimestamp"]),
        (
            "actor",
            &[
                "protoPayload.authenticationInfo.principalEmail",
                "protoPayload.authenticationInfo.principalSubject",
            ],
        ),
        ("action", &["protoPayload.methodName"]),
        ("target", &["protoPayload.resourceName"]),
        ("result", &["protoPayload.status.message", "protoPayload.status.code"]),
        ("source-address", &["protoPayload.requestMetadata.callerIp"]),
        ("account", &["resource.labels.project_id"]),
        ("region", &["resource.labels.location"]),
        ("service", &["protoPayload.serviceName"]),
        ("severity", &["severity"]),
        ("id", &["insertId"]),
    ]),
    absent: &[("result", "success")],
};

/// Access Transparency of Google Cloud: what the provider's staff did.
pub(crate) const GCP_TRANSPARENCY: Form = Form {
    meta: &AdapterMeta {
        id: "gcp-access-transparency",
        title: Bilingual {
            ja: "Google Cloudのアクセスの透明性ログ",
            en: "Google Cloud Access Transparency log",
        },
        recognised_by: Bilingual {
            ja: "jsonPayload.accesses と jsonPayload.reason を持つ記録の配列か行(NDJSON)",
            en: "an array or lines (NDJSON) of records with `jsonPayload.accesses` and `jsonPayload.reason`",
        },
    },
    provider: Some("gcp"),
    source: Some(LogSource::Support),
    notation: Notation::Json {
        frames: ANYWHERE,
        signatures: &[&["jsonPayload.accesses", "jsonPayload.reason", "timestamp"]],
    },
    own: Some(&[
        ("time", &["timestamp", "receiveTimestamp"]),
        ("actor", &["jsonPayload.principalJobTitle"]),
        ("action", &["jsonPayload.accesses.methodName"]),
        ("target", &["jsonPayload.accesses.resourceName"]),
        (
            "country",
            &[
                "jsonPayload.location.principalPhysicalLocationCountry",
                "jsonPayload.location.principalOfficeCountry",
            ],
        ),
        ("reason", &["jsonPayload.reason.type", "jsonPayload.reason.detail"]),
        ("approver", &["jsonPayload.accessApprovals"]),
        ("service", &["jsonPayload.product"]),
        ("account", &["resource.labels.project_id"]),
        ("severity", &["severity"]),
        ("id", &["jsonPayload.eventId", "insertId"]),
    ]),
    absent: &[],
};

/// The activity log of Azure.
pub(crate) const AZURE_ACTIVITY: Form = Form {
    meta: &AdapterMeta {
        id: "azure-activity",
        title: Bilingual { ja: "Azureのアクティビティログ", en: "Azure activity log" },
        recognised_by: Bilingual {
            ja: "operationName・resourceId と eventTimestamp(と caller)又は time(と callerIpAddress)を持つ記録の配列、行(NDJSON)、value か records の要素",
            en: "records with `operationName`, `resourceId` and `eventTimestamp` (and `caller`) or `time` (and `callerIpAddress`) in an array, in lines (NDJSON), in \
                 `value` or `records`",
        },
    },
    provider: Some("azure"),
    source: Some(LogSource::Audit),
    notation: Notation::Json {
        frames: &[
            Frame::Member(Cow::Borrowed("value")),
            Frame::Member(Cow::Borrowed("records")),
            Frame::Elements,
            Frame::Root,
        ],
        signatures: &[
            &["operationName", "resourceId", "eventTimestamp", "caller"],
            &["operationName", "resourceId", "time", "callerIpAddress"],
        ],
    },
    own: Some(&[
        ("time", &["eventTimestamp", "time"]),
        ("actor", &["caller", "identity.claims.name", "identity.claims.appid"]),
        ("action", &["operationName.value", "operationName"]),
        ("target", &["resourceId"]),
        ("result", &["status.value", "resultType", "status"]),
        ("source-address", &["httpRequest.clientIpAddress", "callerIpAddress"]),
        ("account", &["subscriptionId"]),
        ("region", &["location"]),
        ("severity", &["level"]),
        ("id", &["eventDataId", "correlationId"]),
    ]),
    absent: &[],
};

/// Audit events of OCI.
pub(crate) const OCI_AUDIT: Form = Form {
    meta: &AdapterMeta {
        id: "oci-audit",
        title: Bilingual { ja: "OCIの監査ログ", en: "OCI audit log" },
        recognised_by: Bilingual {
            ja: "data.eventName と data.identity と eventTime を持つ記録の配列、行(NDJSON)、data の要素",
            en: "records with `data.eventName`, `data.identity` and `eventTime` in an array, in lines (NDJSON) or in `data`",
        },
    },
    provider: Some("oci"),
    source: Some(LogSource::Audit),
    notation: Notation::Json {
        frames: &[Frame::Member(Cow::Borrowed("data")), Frame::Elements, Frame::Root],
        signatures: &[
            &["data.eventName", "data.identity", "eventTime"],
            &["data.event-name", "data.identity", "event-time"],
        ],
    },
    own: Some(&[
        ("time", &["eventTime", "event-time"]),
        (
            "actor",
            &[
                "data.identity.principalName",
                "data.identity.principal-name",
                "data.identity.principalId",
                "data.identity.principal-id",
            ],
        ),
        ("action", &["data.eventName", "data.event-name"]),
        (
            "target",
            &["data.resourceName", "data.resource-name", "data.resourceId", "data.resource-id"],
        ),
        ("result", &["data.response.status"]),
        ("source-address", &["data.identity.ipAddress", "data.identity.ip-address"]),
        ("account", &["data.compartmentId", "data.compartment-id"]),
        ("service", &["source"]),
        ("id", &["eventId", "event-id"]),
    ]),
    absent: &[],
};

/// Audit events of Kubernetes.
pub(crate) const KUBERNETES_AUDIT: Form = Form {
    meta: &AdapterMeta {
        id: "kubernetes-audit",
        title: Bilingual { ja: "Kubernetesの監査ログ", en: "Kubernetes audit log" },
        recognised_by: Bilingual {
            ja: "auditID・verb・user を持つ記録の行(NDJSON)か配列、又は EventList の items",
            en: "lines (NDJSON) or an array of records with `auditID`, `verb` and `user`, or the `items` of an `EventList`",
        },
    },
    provider: None,
    source: Some(LogSource::Audit),
    notation: Notation::Json {
        frames: &[Frame::Member(Cow::Borrowed("items")), Frame::Elements, Frame::Root],
        signatures: &[&["auditID", "verb", "user"]],
    },
    own: Some(&[
        ("time", &["requestReceivedTimestamp", "stageTimestamp"]),
        ("actor", &["user.username"]),
        ("action", &["verb"]),
        ("target", &["objectRef.name", "requestURI"]),
        ("result", &["responseStatus.code", "responseStatus.status"]),
        ("source-address", &["sourceIPs"]),
        ("id", &["auditID"]),
    ]),
    absent: &[],
};

/// VPC flow logs of AWS with their header.
pub(crate) const VPC_FLOW: Form = Form {
    meta: &AdapterMeta {
        id: "vpc-flow-log",
        title: Bilingual { ja: "AWS VPCフローログ", en: "AWS VPC flow log" },
        recognised_by: Bilingual {
            ja: "見出しに srcaddr・dstaddr・action・start がある空白区切りの表",
            en: "a table parted by spaces whose header has `srcaddr`, `dstaddr`, `action` and `start`",
        },
    },
    provider: Some("aws"),
    source: Some(LogSource::Flow),
    notation: Notation::Table {
        delimiter: ' ',
        signature: &["srcaddr", "dstaddr", "action", "start"],
    },
    own: Some(&[
        ("time", &["start"]),
        ("source-address", &["srcaddr"]),
        ("target", &["dstaddr"]),
        ("action", &["action"]),
        ("result", &["action"]),
        ("account", &["account-id"]),
        ("region", &["region"]),
        ("status", &["log-status"]),
        ("quantity", &["bytes"]),
    ]),
    absent: &[],
};

/// A log that the manifest declares.
pub(crate) const DECLARED: Form = Form {
    meta: &AdapterMeta {
        id: "log",
        title: Bilingual {
            ja: "マニフェストに示されたログ", en: "log declared in the manifest"
        },
        recognised_by: Bilingual {
            ja: "[[logs]] に source を示したもの。JSON(記録の配列、行、オブジェクトの中の最初の配列)、見出しのあるCSV(コンマ、セミコロン、タブ)、\
                 name=value の行、syslog(RFC 5424)。日時・操作者・操作・対象・結果・接続元などの項目は、よく使われる日本語と英語の名前で見つけます。時間帯のない日時は日本時間とします。",
            en: "declared under [[logs]] with its source: JSON (an array, lines, or the first array inside one object), CSV with a header (comma, semicolon, tab), \
                 lines of name=value, syslog (RFC 5424); fields are found by their usual names in English and Japanese; times without zone are Japan's",
        },
    },
    provider: None,
    source: None,
    notation: Notation::Declared,
    own: None,
    absent: &[],
};
