//! A seeded generator of AWS-Config-shaped snapshots, as large as asked: mostly members that nobody asks for, as in real ones.

use std::fs::File;
use std::io::{BufWriter, Write};
use std::path::Path;

/// `SplitMix64`: the same bytes for the same seed on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, bound: u64) -> u64 {
        self.next() % bound
    }

    fn pick<'a>(&mut self, words: &[&'a str]) -> &'a str {
        let at = self.below(words.len() as u64);
        words[usize::try_from(at).unwrap()]
    }
}

/// Writes a submission with one snapshot of about `bytes` bytes; returns how many buckets and volumes it holds.
pub(crate) fn submission(folder: &Path, bytes: u64, seed: u64) -> (u64, u64) {
    std::fs::create_dir_all(folder.join("exports")).unwrap();
    std::fs::write(
        folder.join("submission.toml"),
        "schema = \"sekisho-submission/1\"\nprovider = \"aws\"\nprofile = \"fy2022\"\ndate = 2022-09-20\ndelivery = \"own\"\n\
         scope = [{ provider = \"aws\", accounts = [\"123456789012\"], regions = [\"ap-northeast-1\"] }]\n",
    )
    .unwrap();
    let name = "123456789012_Config_ap-northeast-1_ConfigSnapshot_20220920T000000Z_0a1b.json";
    let mut out = BufWriter::new(File::create(folder.join("exports").join(name)).unwrap());
    let mut random = Random(seed);
    let head = "{\"fileVersion\":\"1.0\",\"configSnapshotId\":\"0a1b\",\"configurationItems\":[";
    out.write_all(head.as_bytes()).unwrap();
    let (mut written, mut buckets, mut volumes) = (head.len() as u64, 0, 0);
    let mut count = 0_u64;
    while written < bytes {
        let item = match random.below(5) {
            0 => {
                buckets += 1;
                bucket(count, &mut random)
            }
            1 | 2 => {
                volumes += 1;
                volume(count, &mut random)
            }
            _ => instance(count, &mut random),
        };
        let comma = if count == 0 { "" } else { "," };
        write!(out, "{comma}{item}").unwrap();
        written += item.len() as u64 + 1;
        count += 1;
    }
    out.write_all(b"]}").unwrap();
    out.flush().unwrap();
    (buckets, volumes)
}

fn item(kind: &str, id: &str, name: &str, configuration: &str, supplementary: &str) -> String {
    format!(
        "{{\"relatedEvents\":[],\"relationships\":[{{\"resourceId\":\"vpc-0123\",\"resourceType\":\"AWS::EC2::VPC\",\"name\":\"Is contained in Vpc\"}}],\
         \"configuration\":{configuration},\"supplementaryConfiguration\":{supplementary},\"tags\":{{\"システム\":\"住民記録\",\"env\":\"prod\"}},\
         \"configurationItemVersion\":\"1.3\",\"configurationItemCaptureTime\":\"2022-03-01T01:02:03.000Z\",\"configurationStateId\":1646096523000,\
         \"awsAccountId\":\"123456789012\",\"configurationItemStatus\":\"OK\",\"resourceType\":\"{kind}\",\"resourceId\":\"{id}\",\"resourceName\":\"{name}\",\
         \"ARN\":\"arn:aws:x:::{name}\",\"awsRegion\":\"ap-northeast-1\",\"availabilityZone\":\"Regional\",\"configurationStateMd5Hash\":\"\"}}"
    )
}

fn bucket(number: u64, random: &mut Random) -> String {
    let name = format!("generated-{number}");
    let versioning = random.pick(&["Enabled", "Suspended", "Off"]);
    let policy = "{\\\"Version\\\":\\\"2012-10-17\\\",\\\"Statement\\\":[{\\\"Sid\\\":\\\"DenyInsecureTransport\\\",\\\"Effect\\\":\\\"Deny\\\",\\\"Principal\\\":\\\"*\\\",\
                  \\\"Action\\\":\\\"s3:*\\\",\\\"Resource\\\":\\\"*\\\",\\\"Condition\\\":{\\\"Bool\\\":{\\\"aws:SecureTransport\\\":\\\"false\\\"}}}]}";
    let supplementary = format!(
        "{{\"AccessControlList\":\"{{\\\"grantSet\\\":null,\\\"grantList\\\":[]}}\",\"BucketPolicy\":{{\"policyText\":\"{policy}\"}},\
         \"BucketVersioningConfiguration\":{{\"status\":\"{versioning}\",\"isMfaDeleteEnabled\":null}},\
         \"ServerSideEncryptionConfiguration\":{{\"rules\":[{{\"applyServerSideEncryptionByDefault\":{{\"sseAlgorithm\":\"AES256\",\"kmsMasterKeyID\":null}}}}]}},\
         \"PublicAccessBlockConfiguration\":{{\"blockPublicAcls\":true,\"ignorePublicAcls\":true,\"blockPublicPolicy\":true,\"restrictPublicBuckets\":true}}}}"
    );
    let configuration = format!(
        "{{\"name\":\"{name}\",\"owner\":{{\"displayName\":null,\"id\":\"{:x}\"}},\"creationDate\":\"2021-05-01T00:00:00.000Z\"}}",
        random.next()
    );
    item("AWS::S3::Bucket", &name, &name, &configuration, &supplementary)
}

fn volume(number: u64, random: &mut Random) -> String {
    let id = format!("vol-{number:017x}");
    let encrypted = random.below(100) > 0;
    let kind = random.pick(&["gp3", "gp2", "io2", "st1"]);
    let configuration = format!(
        "{{\"attachments\":[{{\"attachTime\":\"2021-05-01T00:00:00.000Z\",\"device\":\"/dev/xvda\",\"instanceId\":\"i-{:017x}\",\"state\":\"attached\"}}],\
         \"availabilityZone\":\"ap-northeast-1a\",\"createTime\":\"2021-05-01T00:00:00.000Z\",\"encrypted\":{encrypted},\"kmsKeyId\":\"arn:aws:kms:ap-northeast-1:123456789012:key/mrk-{:x}\",\
         \"size\":{},\"snapshotId\":\"snap-{:x}\",\"state\":\"in-use\",\"volumeId\":\"{id}\",\"iops\":3000,\"tags\":[],\"volumeType\":\"{kind}\",\"multiAttachEnabled\":false}}",
        random.next(),
        random.next(),
        8 + random.below(1000),
        random.next(),
    );
    item("AWS::EC2::Volume", &id, &id, &configuration, "{}")
}

fn instance(number: u64, random: &mut Random) -> String {
    let id = format!("i-{number:017x}");
    let interfaces: Vec<String> = (0..=random.below(3))
        .map(|_| format!("{{\"networkInterfaceId\":\"eni-{:x}\",\"privateIpAddress\":\"10.0.{}.{}\",\"status\":\"in-use\",\"groups\":[{{\"groupName\":\"web\",\"groupId\":\"sg-1\"}}]}}", random.next(), random.below(256), random.below(256)))
        .collect();
    let configuration = format!(
        "{{\"amiLaunchIndex\":0,\"imageId\":\"ami-{:x}\",\"instanceId\":\"{id}\",\"instanceType\":\"m5.large\",\"networkInterfaces\":[{}],\"state\":{{\"code\":16,\"name\":\"running\"}},\
         \"metadataOptions\":{{\"httpTokens\":\"required\",\"httpPutResponseHopLimit\":1}},\"blockDeviceMappings\":[{{\"deviceName\":\"/dev/xvda\",\"ebs\":{{\"deleteOnTermination\":true,\"status\":\"attached\"}}}}]}}",
        random.next(),
        interfaces.join(",")
    );
    item("AWS::EC2::Instance", &id, "", &configuration, "{}")
}
