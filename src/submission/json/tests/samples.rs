//! Small exports of the shapes the reader meets, all of an invented provider and its invented customers.

/// A configuration snapshot: one document, records in an array, JSON text in strings.
pub(super) const SNAPSHOT: &str = r#"{"fileVersion":"1.0","configSnapshotId":"5f1c","configurationItems":[
{"configurationItemVersion":"1.3","configurationItemCaptureTime":"2023-10-10T03:04:05.678Z","configurationStateId":1696907045678,"awsAccountId":"113700000001","resourceType":"AWS::S3::Bucket","resourceName":"seido-kyufu","awsRegion":"ap-northeast-1","tags":{"部署":"給付課","費目":"A-1/2","note":"\u300c本番\u300d"},"relationships":[],"configuration":{"name":"seido-kyufu","owner":{"displayName":null,"id":"9a0e"}},"supplementaryConfiguration":{"BucketVersioningConfiguration":"{\"status\":\"Enabled\",\"isMfaDeleteEnabled\":null}","ServerSideEncryptionConfiguration":"{\"rules\":[{\"applyServerSideEncryptionByDefault\":{\"sseAlgorithm\":\"aws:kms\",\"kmsMasterKeyID\":\"arn:aws:kms:ap-northeast-1:113700000001:key/7b\\u002f1\"},\"bucketKeyEnabled\":true}]}"}},
{"configurationItemVersion":"1.3","resourceType":"AWS::EC2::Volume","resourceId":"vol-0c4f","configuration":{"size":128,"iops":3e3,"ratio":-0.25,"encrypted":true,"attachments":[{"device":"\/dev\/xvda","deleteOnTermination":false}],"empty":{},"none":[]}}]}"#;

/// A deployed state: pretty-printed, modules in modules.
pub(super) const STATE: &str = "{\r
  \"format_version\": \"1.0\",\r
  \"values\": {\r
    \"root_module\": {\r
      \"resources\": [\r
        {\r
          \"address\": \"sakuracloud_disk.基盤\",\r
          \"type\": \"sakuracloud_disk\",\r
          \"index\": 0,\r
          \"values\": { \"size\": 20, \"encryption_algorithm\": \"aes256_xts\", \"tags\": [ ] }\r
        }\r
      ],\r
      \"child_modules\": [\r
        { \"address\": \"module.net\", \"resources\": [], \"child_modules\": [ { \"resources\": [ null ] } ] }\r
      ]\r
    }\r
  }\r
}\r
";

/// Audit log lines: NDJSON, with text outside the first plane.
pub(super) const LOG: &str = r#"{"at":"2023-10-10T00:00:00+09:00","actor":{"id":"u-1","name":"検査 太郎"},"event":"login","ok":true}
{"at":"2023-10-10T00:00:01+09:00","actor":{"id":"u-2","name":"\uD842\uDFB7野家 😀"},"event":"put","ok":false,"code":-13.5E+2}

{"at":"2023-10-10T00:00:02+09:00","actor":null,"event":"a\\b\"c\/\b\f\n\r\t","ok":true,"list":[1,[2,[3,[]]],"",0.0]}
"#;

pub(super) const ALL: &[&str] = &[SNAPSHOT, STATE, LOG];
