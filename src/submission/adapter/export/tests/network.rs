//! What exports of networks and edge protection say through the mappings this program ships with.

use super::super::super::{Adapter, Declared};
use super::super::testing::{Sample, read};
use super::super::{AWS_CLI, AwsConfig, SAKURA_API, Terraform};
use crate::load::{self, Sources};
use crate::model::mapping::Mapping;

const AWS: &str = include_str!("../../../../../profiles/providers/aws.toml");
const SAKURA: &str = include_str!("../../../../../profiles/providers/sakura.toml");

/// What is asked of which type, the printed record or records, and the resources they become.
struct Case<'a> {
    call: &'a str,
    asked: (&'a str, &'a [&'a str]),
    text: &'a str,
    expected: &'a [&'a str],
}

fn shipped(text: &str) -> Mapping {
    load::mapping("shipped.toml", text, &mut Sources::default()).0.expect("a mapping")
}

fn check(adapter: &dyn Adapter, mapping: &Mapping, declared: &Declared, case: &Case<'_>) {
    let sample = Sample { path: "x.json", bytes: case.text.as_bytes(), declared: declared.clone() };
    let seen = read(adapter, mapping, &[case.asked], &sample);
    let said: Vec<_> = seen.resources().iter().map(|line| words(line)).collect();
    let expected: Vec<_> = case.expected.iter().map(|line| words(line)).collect();
    assert_eq!(said, expected, "{} {}", case.call, case.text);
}

/// The words of a line in an order of their own: that of the attributes is the mapping's affair.
fn words(line: &str) -> Vec<String> {
    let mut words: Vec<String> = line.split(' ').map(str::to_owned).collect();
    words.sort();
    words
}

#[test]
fn the_aws_command_line_tells_of_networks() {
    let mapping = shipped(AWS);
    for case in AWS_CALLS {
        let declared = Declared {
            call: Some(case.call.into()),
            account: Some("123456789012".into()),
            ..Declared::default()
        };
        check(&AWS_CLI, &mapping, &declared, case);
    }
}

#[test]
fn configuration_items_of_aws_tell_of_networks() {
    let mapping = shipped(AWS);
    for case in AWS_ITEMS {
        let text = format!(
            r#"{{"configSnapshotId":"s","configurationItems":[{{"resourceType":"{}","awsAccountId":"123456789012","awsRegion":"ap-northeast-1",{}}}]}}"#,
            case.call, case.text
        );
        check(&AwsConfig, &mapping, &Declared::default(), &Case { text: &text, ..*case });
    }
}

#[test]
fn the_sakura_api_and_its_state_tell_of_networks() {
    let mapping = shipped(SAKURA);
    for case in SAKURA_CALLS {
        let declared = Declared { call: Some(case.call.into()), ..Declared::default() };
        check(&SAKURA_API, &mapping, &declared, case);
    }
    for case in SAKURA_STATE {
        let text = format!(
            r#"{{"format_version":"1.0","values":{{"root_module":{{"resources":[{{"mode":"managed","type":"{}","name":"x","provider_name":"registry.terraform.io/sacloud/sakura","values":{}}}]}}}}}}"#,
            case.call, case.text
        );
        check(&Terraform, &mapping, &Declared::default(), &Case { text: &text, ..*case });
    }
}

const AWS_CALLS: &[Case<'_>] = &[
    Case {
        call: "ec2 describe-flow-logs",
        asked: ("network.vpc", &["flow-log.enabled"]),
        text: r#"{"FlowLogs":[
            {"FlowLogStatus":"ACTIVE","DeliverLogsStatus":"SUCCESS","ResourceId":"vpc-1","TrafficType":"ALL","LogGroupName":"flow"},
            {"FlowLogStatus":"ACTIVE","DeliverLogsStatus":"FAILED","ResourceId":"vpc-2","TrafficType":"ALL"},
            {"FlowLogStatus":"ACTIVE","DeliverLogsStatus":"SUCCESS","ResourceId":"vpc-3","TrafficType":"REJECT"},
            {"FlowLogStatus":"ACTIVE","DeliverLogsStatus":"SUCCESS","ResourceId":"subnet-0a1","TrafficType":"ALL"}]}"#,
        expected: &[
            "vpc-1 123456789012?/- flow-log.enabled=true",
            "vpc-2 123456789012?/- flow-log.enabled=false",
        ],
    },
    Case {
        call: "logs describe-log-groups",
        asked: ("log.store", &["receives.flow-logs"]),
        text: r#"{"logGroups":[{"logGroupName":"/aws/lambda/batch"},{"logGroupName":"flow"}]}"#,
        expected: &[
            "/aws/lambda/batch 123456789012?/- receives.flow-logs=false",
            "flow 123456789012?/- receives.flow-logs=?",
        ],
    },
    Case {
        call: "ec2 describe-route-tables",
        asked: ("network.subnet", &["internet.route"]),
        text: r#"{"RouteTables":[
            {"Associations":[{"Main":true}],"Routes":[{"GatewayId":"igw-1","State":"active"}]},
            {"Associations":[{"SubnetId":"subnet-1"},{"SubnetId":"subnet-2"}],"Routes":[{"GatewayId":"igw-1","State":"active"}]},
            {"Associations":[{"SubnetId":"subnet-3"}],"Routes":[{"NatGatewayId":"nat-1","State":"active"}]}]}"#,
        expected: &[
            "subnet-1 123456789012?/- internet.route=true",
            "subnet-2 123456789012?/- internet.route=true",
            "subnet-3 123456789012?/- internet.route=false",
        ],
    },
    Case {
        call: "ec2 describe-security-groups",
        asked: ("network.security-group", &["admin-ports.open", "default.assigned", "rules.count"]),
        text: r#"{"SecurityGroups":[{"GroupId":"sg-1","GroupName":"default","OwnerId":"123456789012","IpPermissions":[
            {"IpProtocol":"tcp","FromPort":3389,"ToPort":3389,"IpRanges":[{"CidrIp":"0.0.0.0/0"}]}],"IpPermissionsEgress":[{"IpProtocol":"-1"}]}]}"#,
        expected: &[
            "sg-1 123456789012/- admin-ports.open=true default.assigned=true rules.count=2",
        ],
    },
    Case {
        call: "ec2 describe-vpc-endpoints",
        asked: ("network.private-endpoint", &["service.kind"]),
        text: r#"{"VpcEndpoints":[
            {"VpcEndpointId":"vpce-1","ServiceName":"com.amazonaws.ap-northeast-1.ecr.dkr","State":"available"},
            {"VpcEndpointId":"vpce-2","ServiceName":"com.amazonaws.ap-northeast-1.s3","State":"deleted"}]}"#,
        expected: &[
            "vpce-1 123456789012?/ap-northeast-1 service.kind=container-registry",
            "vpce-2 123456789012?/ap-northeast-1 service.kind=object-store gone",
        ],
    },
    Case {
        call: "ec2 describe-vpn-connections",
        asked: ("network.site-vpn", &["encryption.algorithms", "integrity.algorithms"]),
        text: r#"{"VpnConnections":[
            {"VpnConnectionId":"vpn-1","Options":{"TunnelOptions":[{"Phase1EncryptionAlgorithms":[{"Value":"AES256"}],"Phase2EncryptionAlgorithms":[{"Value":"AES128-GCM-16"}],"Phase1IntegrityAlgorithms":[{"Value":"SHA2-256"}],"Phase2IntegrityAlgorithms":[{"Value":"SHA1"}]}]}},
            {"VpnConnectionId":"vpn-2","Options":{"TunnelOptions":[{"OutsideIpAddress":"203.0.113.1"}]}}]}"#,
        expected: &[
            "vpn-1 123456789012?/- encryption.algorithms=[aes256, aes128] integrity.algorithms=[sha256, sha1]",
            "vpn-2 123456789012?/- encryption.algorithms=? integrity.algorithms=?",
        ],
    },
    Case {
        call: "elbv2 describe-rules",
        asked: ("load-balancer.rule", &["match.path"]),
        text: r#"{"Rules":[
            {"RuleArn":"arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:listener-rule/app/p/1/2/3","Conditions":[{"Field":"path-pattern","Values":["/api/*"]}]},
            {"RuleArn":"arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:listener-rule/app/p/1/2/4","Conditions":[{"Field":"path-pattern","Values":["*"]}]},
            {"RuleArn":"arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:listener-rule/app/p/1/2/5","Conditions":[]}]}"#,
        expected: &[
            "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:listener-rule/app/p/1/2/3 123456789012/ap-northeast-1 match.path=true",
            "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:listener-rule/app/p/1/2/4 123456789012/ap-northeast-1 match.path=false",
            "arn:aws:elasticloadbalancing:ap-northeast-1:123456789012:listener-rule/app/p/1/2/5 123456789012/ap-northeast-1 match.path=false",
        ],
    },
    Case {
        call: "cloudfront list-distributions",
        asked: ("cdn.distribution", &["countries.allowed", "https.required"]),
        text: r#"{"DistributionList":{"Items":[
            {"Id":"E1","ARN":"arn:aws:cloudfront::123456789012:distribution/E1","DefaultCacheBehavior":{"ViewerProtocolPolicy":"https-only"},"CacheBehaviors":{"Quantity":0},"Restrictions":{"GeoRestriction":{"RestrictionType":"blacklist","Items":["KP"]}}}]}}"#,
        expected: &["E1 123456789012/- https.required=true"],
    },
    Case {
        call: "cloudfront list-distributions",
        asked: ("cdn.origin", &["access.restricted"]),
        text: r#"{"DistributionList":{"Items":[{"Id":"E1","ARN":"arn:aws:cloudfront::123456789012:distribution/E1","Origins":{"Items":[
            {"Id":"bucket","OriginAccessControlId":"E2","S3OriginConfig":{"OriginAccessIdentity":""}},
            {"Id":"web","OriginAccessControlId":"","CustomOriginConfig":{"HTTPPort":80}}]}}]}}"#,
        expected: &[
            "E1/bucket 123456789012/- access.restricted=true",
            "E1/web 123456789012/- access.restricted=?",
        ],
    },
];

const AWS_ITEMS: &[Case<'_>] = &[
    Case {
        call: "AWS::EC2::VPC",
        asked: ("network.vpc", &["address.private", "custom.defined"]),
        text: r#""resourceId":"vpc-1","configuration":{"cidrBlock":"10.0.0.0/16","isDefault":false,"cidrBlockAssociationSet":[{"cidrBlock":"10.0.0.0/16"},{"cidrBlock":"203.0.113.0/24"}]}"#,
        expected: &["vpc-1 123456789012/ap-northeast-1 address.private=false custom.defined=true"],
    },
    Case {
        call: "AWS::EC2::FlowLog",
        asked: ("network.vpc", &["flow-log.enabled"]),
        text: r#""resourceId":"fl-1","configuration":{"flowLogStatus":"ACTIVE","deliverLogsStatus":"SUCCESS","resourceId":"vpc-1","trafficType":"ALL"}"#,
        expected: &["vpc-1 123456789012/ap-northeast-1 flow-log.enabled=true"],
    },
    Case {
        call: "AWS::EC2::FlowLog",
        asked: ("network.vpc", &["flow-log.enabled"]),
        text: r#""resourceId":"fl-1","configurationItemStatus":"ResourceDeleted","configuration":null"#,
        expected: &[],
    },
    Case {
        call: "AWS::EC2::NetworkAcl",
        asked: ("network.acl", &["rules.count", "unmatched.denied"]),
        text: r#""resourceId":"acl-1","configuration":{"entries":[
            {"cidrBlock":"0.0.0.0/0","egress":false,"protocol":"6","ruleAction":"allow"},
            {"cidrBlock":"0.0.0.0/0","egress":false,"protocol":"-1","ruleAction":"deny"}]}"#,
        expected: &["acl-1 123456789012/ap-northeast-1 rules.count=1 unmatched.denied=true"],
    },
];

const SAKURA_CALLS: &[Case<'_>] = &[
    Case {
        call: "GET /switch",
        asked: ("network.vpc", &["address.private", "custom.defined"]),
        text: r#"{"is_ok":true,"Switches":[
            {"ID":"1","Scope":"user","Subnets":[],"Zone":{"Name":"is1a"}},
            {"ID":2,"Scope":"user","Subnets":[{"NetworkAddress":"203.0.113.32"}],"Internet":{"ID":"3"},"Zone":{"Name":"tk1a"}}]}"#,
        expected: &[
            "1 -/is1a address.private=true custom.defined=true",
            "2 -/tk1a address.private=false custom.defined=true",
        ],
    },
    Case {
        call: "GET /packetfilter",
        asked: ("network.acl", &["rules.count", "unmatched.denied"]),
        text: r#"{"is_ok":true,"PacketFilters":[{"ID":"1","Expression":[
            {"Protocol":"tcp","DestinationPort":"443","Action":"allow"},{"Protocol":"ip","SourceNetwork":"","Action":"deny"}]}]}"#,
        expected: &["1 -/- rules.count=1 unmatched.denied=true"],
    },
    Case {
        call: "GET /appliance",
        asked: ("network.private-endpoint", &["service.kind"]),
        text: r#"{"is_ok":true,"Appliances":[{"ID":"1","Class":"serviceendpointgateway","Switch":{"Zone":{"Name":"is1a"}},"Settings":{"ServiceEndpointGateway":{"EnabledServices":[
            {"Type":"ObjectStorage","Config":{"Endpoints":["s3.isk01.sakurastorage.jp"]}},{"Type":"AIEngine","Config":{"Endpoints":["api.ai.sakura.ad.jp"]}}]}}}]}"#,
        expected: &[
            "1/ObjectStorage -/is1a service.kind=object-store",
            "1/AIEngine -/is1a service.kind=other",
        ],
    },
    Case {
        call: "GET /commonserviceitem",
        asked: ("load-balancer.global-endpoint", &["health-check.enabled"]),
        text: r#"{"is_ok":true,"CommonServiceItems":[{"ID":"1","Provider":{"Class":"gslb"},"Settings":{"GSLB":{"HealthCheck":{"Protocol":"ping"},"Servers":[
            {"IPAddress":"203.0.113.33","Enabled":"True"},{"IPAddress":"203.0.113.34","Enabled":"False"}]}}}]}"#,
        expected: &["1/203.0.113.33 -/- health-check.enabled=true"],
    },
];

const SAKURA_STATE: &[Case<'_>] = &[
    Case {
        call: "sakura_vpn_router",
        asked: ("network.site-vpn", &["encryption.algorithms", "integrity.algorithms"]),
        text: r#"{"id":"1","zone":"is1a","site_to_site_vpn":[{"peer":"198.51.100.1"}],"site_to_site_vpn_parameter":{"encryption_algo":"aes256","hash_algo":"sha256"}}"#,
        expected: &[
            "1/198.51.100.1 -/is1a encryption.algorithms=[aes256] integrity.algorithms=[sha256]",
        ],
    },
    Case {
        call: "sakura_packet_filter_rules",
        asked: ("network.acl", &["rules.count", "unmatched.denied"]),
        text: r#"{"packet_filter_id":"1","zone":"is1a","expression":[{"protocol":"tcp","destination_port":"443","allow":true},{"protocol":"ip","source_network":"","allow":false}]}"#,
        expected: &["1 -/is1a rules.count=1 unmatched.denied=true"],
    },
];
