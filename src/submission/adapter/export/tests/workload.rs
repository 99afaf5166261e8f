//! What the shipped mappings make of machines, containers and functions as tools print them.

use super::super::super::{Adapter, Declared};
use super::super::testing::{Sample, read};
use super::super::{AWS_CLI, AwsConfig, SAKURA_API, Terraform, USACLOUD};
use crate::load::{self, Sources};

/// The asked type and attributes, an export, and the resources it gives.
type Case = ((&'static str, &'static [&'static str]), &'static str, &'static [&'static str]);

const AWS: &str = include_str!("../../../../../profiles/providers/aws.toml");
const SAKURA: &str = include_str!("../../../../../profiles/providers/sakura.toml");

fn check(adapter: &dyn Adapter, (name, mapping): (&str, &str), cases: &[Case]) {
    let mapping = load::mapping(name, mapping, &mut Sources::default()).0.expect("a mapping");
    for (asked, text, expected) in cases {
        let declared = Declared { account: Some("111122223333".into()), ..Declared::default() };
        let sample = Sample { path: "f.json", bytes: text.as_bytes(), declared };
        let seen = read(adapter, &mapping, &[*asked], &sample);
        assert_eq!(seen.resources(), *expected, "{text}: {:?}", seen.diagnostics);
    }
}

#[test]
fn calls_are_recognised_and_read() {
    check(&AWS_CLI, ("aws.toml", AWS), AWS_CALLS);
    check(&SAKURA_API, ("sakura.toml", SAKURA), SAKURA_CALLS);
    check(&USACLOUD, ("sakura.toml", SAKURA), USACLOUD_CALLS);
}

#[test]
fn configuration_items_are_read() {
    check(&AwsConfig, ("aws.toml", AWS), AWS_ITEMS);
}

#[test]
fn states_are_read() {
    check(&Terraform, ("aws.toml", AWS), TERRAFORM);
    check(&Terraform, ("sakura.toml", SAKURA), SAKURA_TERRAFORM);
}

const AWS_CALLS: &[Case] = &[
    (
        (
            "compute.instance",
            &["address.public", "os.family", "license.included", "recovery.automatic"],
        ),
        r#"{"Reservations":[{"OwnerId":"111122223333","Instances":[{"InstanceId":"i-1","Placement":{"AvailabilityZone":"ap-northeast-1a"},"State":{"Name":"running"},"PlatformDetails":"Windows","UsageOperation":"RunInstances:0002","MaintenanceOptions":{"AutoRecovery":"default"},"NetworkInterfaces":[{"PrivateIpAddresses":[{"PrivateIpAddress":"10.0.0.1"}]}]},{"InstanceId":"i-2","Placement":{"AvailabilityZone":"ap-northeast-1c"},"State":{"Name":"stopped"},"PlatformDetails":"Red Hat Enterprise Linux","UsageOperation":"RunInstances:00g0","MaintenanceOptions":{"AutoRecovery":"disabled"},"NetworkInterfaces":[{"PrivateIpAddresses":[{"Association":{"PublicIp":"192.0.2.1"}}]}]}]}]}"#,
        &[
            "i-1 111122223333?/ap-northeast-1 os.family=windows recovery.automatic=true address.public=false license.included=true",
            "i-2 111122223333?/ap-northeast-1 os.family=linux recovery.automatic=false address.public=true license.included=false",
        ],
    ),
    (
        ("compute.instance", &["boot.user-data"]),
        r#"{"InstanceId":"i-1","UserData":{"Value":"I2Nsb3VkLWNvbmZpZw=="}}"#,
        &["i-1 111122223333?/- boot.user-data=true"],
    ),
    (
        ("compute.instance", &["boot.user-data"]),
        r#"{"InstanceId":"i-1","UserData":{}}"#,
        &["i-1 111122223333?/- boot.user-data=false"],
    ),
    (
        ("compute.instance", &["patches.missing"]),
        r#"{"InstancePatchStates":[{"InstanceId":"i-1","MissingCount":0,"FailedCount":0,"OperationEndTime":"2022-09-20T03:00:00+09:00"}]}"#,
        &["i-1 111122223333?/- patches.missing=0"],
    ),
    (
        (
            "compute.machine-type",
            &["cpu.count", "memory.per-cpu", "gpu.count", "bare-metal.offered"],
        ),
        r#"{"InstanceTypes":[{"InstanceType":"p3.2xlarge","BareMetal":false,"VCpuInfo":{"DefaultVCpus":8},"MemoryInfo":{"SizeInMiB":62464},"GpuInfo":{"Gpus":[{"Name":"V100","Count":1}]}},{"InstanceType":"m5.metal","BareMetal":true,"VCpuInfo":{"DefaultVCpus":96},"MemoryInfo":{"SizeInMiB":393216}}]}"#,
        &[
            "p3.2xlarge 111122223333?/- cpu.count=8 memory.per-cpu=7.625 gpu.count=1 bare-metal.offered=false",
            "m5.metal 111122223333?/- cpu.count=96 memory.per-cpu=4 gpu.count=? bare-metal.offered=true",
        ],
    ),
    (
        ("compute.machine-type", &["cpu.count"]),
        r#"{"InstanceTypeOfferings":[{"InstanceType":"m5.metal","LocationType":"region","Location":"ap-northeast-1"}]}"#,
        &["m5.metal 111122223333?/ap-northeast-1"],
    ),
    (
        ("compute.dedicated-host", &["state.available"]),
        r#"{"Hosts":[{"HostId":"h-1","OwnerId":"111122223333","State":"available","AvailabilityZone":"ap-northeast-1a","HostProperties":{"TotalVCpus":48}}]}"#,
        &["h-1 111122223333/ap-northeast-1 state.available=true"],
    ),
    (
        (
            "compute.image",
            &[
                "owner.kind",
                "os.distribution",
                "expiry.date",
                "public.allowed",
                "encryption.enabled",
            ],
        ),
        r#"{"Images":[{"ImageId":"ami-1","OwnerId":"099720109477","Name":"ubuntu/images/hvm-ssd/ubuntu-jammy-22.04-amd64-server-20220912","Public":true,"DeprecationTime":"2024-09-12T00:00:00.000Z","PlatformDetails":"Linux/UNIX"},{"ImageId":"ami-2","OwnerId":"111122223333","Name":"base","Public":false,"BlockDeviceMappings":[{"DeviceName":"/dev/xvda","Ebs":{"Encrypted":true}}]}]}"#,
        &[
            "ami-1 111122223333?/- owner.kind=vendor os.distribution=ubuntu expiry.date=2024-09-12 public.allowed=true encryption.enabled=?",
            "ami-2 111122223333?/- owner.kind=customer os.distribution=? expiry.date=? public.allowed=false encryption.enabled=true",
        ],
    ),
    (
        ("compute.image", &["shared.accounts", "public.allowed"]),
        r#"{"ImageId":"ami-2","LaunchPermissions":[{"UserId":"444455556666"},{"UserId":"777788889999"}]}"#,
        &["ami-2 111122223333?/- shared.accounts=2 public.allowed=false"],
    ),
    (
        ("compute.placement-group", &["strategy.kind"]),
        r#"{"PlacementGroups":[{"GroupName":"web","GroupArn":"arn:aws:ec2:ap-northeast-1:111122223333:placement-group/web","State":"available","Strategy":"partition"}]}"#,
        &["web 111122223333/ap-northeast-1 strategy.kind=spread"],
    ),
    (
        ("compute.settings", &["console.enabled"]),
        r#"{"SerialConsoleAccessEnabled":true}"#,
        &["serial-console 111122223333?/- console.enabled=true"],
    ),
    (
        ("compute.scaling-group", &["bounds.differ"]),
        r#"{"AutoScalingGroups":[{"AutoScalingGroupName":"web","AutoScalingGroupARN":"arn:aws:autoscaling:ap-northeast-1:111122223333:autoScalingGroup:u:autoScalingGroupName/web","MinSize":2,"MaxSize":10}]}"#,
        &["web 111122223333/ap-northeast-1 bounds.differ=true"],
    ),
    (
        ("compute.scaling-group", &["trigger.load"]),
        r#"{"ScalingPolicies":[{"AutoScalingGroupName":"web","PolicyARN":"arn:aws:autoscaling:ap-northeast-1:111122223333:scalingPolicy:u:autoScalingGroupName/web:policyName/cpu","PolicyType":"TargetTrackingScaling","TargetTrackingConfiguration":{"TargetValue":60.0},"Enabled":true},{"AutoScalingGroupName":"off","PolicyARN":"arn:aws:autoscaling:ap-northeast-1:111122223333:scalingPolicy:u:autoScalingGroupName/off:policyName/cpu","TargetTrackingConfiguration":{"TargetValue":60.0},"Enabled":false}]}"#,
        &["web 111122223333/ap-northeast-1 trigger.load=true"],
    ),
    (
        ("container.cluster", &["state.active", "identity.integrated", "logging.enabled"]),
        r#"{"cluster":{"name":"apps","arn":"arn:aws:eks:ap-northeast-1:111122223333:cluster/apps","status":"ACTIVE","resourcesVpcConfig":{"subnetIds":[]},"logging":{"clusterLogging":[{"types":["api","audit"],"enabled":true},{"types":["scheduler"],"enabled":false}]}}}"#,
        &[
            "arn:aws:eks:ap-northeast-1:111122223333:cluster/apps 111122223333/ap-northeast-1 state.active=true identity.integrated=true logging.enabled=true",
        ],
    ),
    (
        ("container.cluster", &["state.active", "metrics.enabled"]),
        r#"{"clusters":[{"clusterArn":"arn:aws:ecs:ap-northeast-1:111122223333:cluster/apps","clusterName":"apps","status":"ACTIVE","settings":[{"name":"containerInsights","value":"enabled"}]}],"failures":[]}"#,
        &[
            "arn:aws:ecs:ap-northeast-1:111122223333:cluster/apps 111122223333/ap-northeast-1 state.active=true metrics.enabled=true",
        ],
    ),
    (
        ("container.node-group", &["bounds.differ"]),
        r#"{"nodegroup":{"nodegroupName":"workers","nodegroupArn":"arn:aws:eks:ap-northeast-1:111122223333:nodegroup/apps/workers/u","scalingConfig":{"minSize":2,"maxSize":2,"desiredSize":2}}}"#,
        &[
            "arn:aws:eks:ap-northeast-1:111122223333:nodegroup/apps/workers/u 111122223333/ap-northeast-1 bounds.differ=false",
        ],
    ),
    (
        ("container.grant", &["scope.level", "admin.full", "principal.kind"]),
        r#"{"clusterName":"apps","principalArn":"arn:aws:iam::111122223333:role/team/dev","associatedAccessPolicies":[{"policyArn":"arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy","accessScope":{"type":"namespace","namespaces":["apps"]}},{"policyArn":"arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy","accessScope":{"type":"cluster","namespaces":[]}}]}"#,
        &[
            "apps/arn:aws:iam::111122223333:role/team/dev/arn:aws:eks::aws:cluster-access-policy/AmazonEKSEditPolicy 111122223333?/- scope.level=namespace admin.full=false principal.kind=role",
            "apps/arn:aws:iam::111122223333:role/team/dev/arn:aws:eks::aws:cluster-access-policy/AmazonEKSClusterAdminPolicy 111122223333?/- scope.level=cluster admin.full=true principal.kind=role",
        ],
    ),
    (
        ("container.service", &["launch.serverless", "deployment.kind", "rollback.automatic"]),
        r#"{"services":[{"serviceArn":"arn:aws:ecs:ap-northeast-1:111122223333:service/apps/web","clusterArn":"arn:aws:ecs:ap-northeast-1:111122223333:cluster/apps","status":"ACTIVE","launchType":"FARGATE","deploymentController":{"type":"ECS"},"deploymentConfiguration":{"deploymentCircuitBreaker":{"enable":true,"rollback":true}}},{"serviceArn":"arn:aws:ecs:ap-northeast-1:111122223333:service/apps/old","clusterArn":"arn:aws:ecs:ap-northeast-1:111122223333:cluster/apps","status":"ACTIVE","capacityProviderStrategy":[{"capacityProvider":"asg"}],"deploymentController":{"type":"EXTERNAL"}}],"failures":[]}"#,
        &[
            "arn:aws:ecs:ap-northeast-1:111122223333:service/apps/web 111122223333/ap-northeast-1 launch.serverless=true deployment.kind=rolling|blue-green|canary rollback.automatic=true",
            "arn:aws:ecs:ap-northeast-1:111122223333:service/apps/old 111122223333/ap-northeast-1 launch.serverless=? deployment.kind=? rollback.automatic=?",
        ],
    ),
    (
        ("container.definition", &["logging.enabled", "secrets.managed", "secrets.plain"]),
        r#"{"taskDefinition":{"taskDefinitionArn":"arn:aws:ecs:ap-northeast-1:111122223333:task-definition/web:3","containerDefinitions":[{"name":"web","environment":[{"name":"TZ","value":"Asia/Tokyo"}],"secrets":[{"name":"DB_PASSWORD","valueFrom":"arn:aws:secretsmanager:ap-northeast-1:111122223333:secret:db"}],"logConfiguration":{"logDriver":"awslogs"}}]}}"#,
        &[
            "arn:aws:ecs:ap-northeast-1:111122223333:task-definition/web:3 111122223333/ap-northeast-1 secrets.managed=true secrets.plain=false logging.enabled=true",
        ],
    ),
    (
        ("container.registry", &["encryption.key", "pull.anonymous", "scan.on-push"]),
        r#"{"repositories":[{"repositoryArn":"arn:aws:ecr:ap-northeast-1:111122223333:repository/web","registryId":"111122223333","repositoryName":"web","imageScanningConfiguration":{"scanOnPush":true},"encryptionConfiguration":{"encryptionType":"KMS","kmsKey":"arn:aws:kms:ap-northeast-1:111122223333:key/mrk-1"}},{"repositoryArn":"arn:aws:ecr:ap-northeast-1:111122223333:repository/job","registryId":"111122223333","repositoryName":"job","imageScanningConfiguration":{"scanOnPush":false},"encryptionConfiguration":{"encryptionType":"AES256"}}]}"#,
        &[
            "web 111122223333/ap-northeast-1 pull.anonymous=false scan.on-push=true encryption.key=customer",
            "job 111122223333/ap-northeast-1 pull.anonymous=false scan.on-push=false encryption.key=provider",
        ],
    ),
    (
        (
            "function.instance",
            &[
                "runtime.name",
                "identity.id",
                "timeout.seconds",
                "network.private",
                "scale.min",
                "scale.automatic",
                "logging.enabled",
                "tracing.enabled",
            ],
        ),
        r#"{"Functions":[{"FunctionName":"notify","FunctionArn":"arn:aws:lambda:ap-northeast-1:111122223333:function:notify","Runtime":"python3.9","Role":"arn:aws:iam::111122223333:role/notify","Timeout":30,"Version":"$LATEST","VpcConfig":{"SubnetIds":["subnet-1"],"SecurityGroupIds":["sg-1"],"VpcId":"vpc-1"},"TracingConfig":{"Mode":"Active"}}]}"#,
        &[
            "notify 111122223333/ap-northeast-1 runtime.name=python3.9 identity.id=arn:aws:iam::111122223333:role/notify timeout.seconds=30 network.private=true scale.min=0 scale.automatic=true logging.enabled=? tracing.enabled=true",
        ],
    ),
    (
        ("function.trigger", &["state.enabled", "trigger.kind", "target.compute"]),
        r#"{"EventSourceMappings":[{"UUID":"u-1","EventSourceArn":"arn:aws:sqs:ap-northeast-1:111122223333:q","FunctionArn":"arn:aws:lambda:ap-northeast-1:111122223333:function:notify","State":"Enabled"}]}"#,
        &[
            "event-source/u-1 111122223333/ap-northeast-1 state.enabled=true trigger.kind=event target.compute=true",
        ],
    ),
    (
        ("function.trigger", &["state.enabled", "trigger.kind", "target.compute"]),
        r#"{"Rules":[{"Name":"nightly","Arn":"arn:aws:events:ap-northeast-1:111122223333:rule/nightly","ScheduleExpression":"cron(0 18 * * ? *)","State":"ENABLED","EventBusName":"default"},{"Name":"upload","Arn":"arn:aws:events:ap-northeast-1:111122223333:rule/upload","EventPattern":"{}","State":"DISABLED","EventBusName":"default"}]}"#,
        &[
            "events/nightly 111122223333/ap-northeast-1 state.enabled=true trigger.kind=schedule",
            "events/upload 111122223333/ap-northeast-1 state.enabled=false trigger.kind=event",
        ],
    ),
    (
        ("function.trigger", &["state.enabled", "trigger.kind", "target.compute"]),
        r#"{"Schedules":[{"Arn":"arn:aws:scheduler:ap-northeast-1:111122223333:schedule/default/nightly","Name":"nightly","GroupName":"default","State":"ENABLED","Target":{"Arn":"arn:aws:states:ap-northeast-1:111122223333:stateMachine:close"}}]}"#,
        &[
            "arn:aws:scheduler:ap-northeast-1:111122223333:schedule/default/nightly 111122223333/ap-northeast-1 state.enabled=true trigger.kind=schedule target.compute=true",
        ],
    ),
    (
        ("function.workflow", &["identity.id", "logging.enabled", "tracing.enabled"]),
        r#"{"stateMachineArn":"arn:aws:states:ap-northeast-1:111122223333:stateMachine:close","name":"close","status":"ACTIVE","definition":"{}","roleArn":"arn:aws:iam::111122223333:role/close","loggingConfiguration":{"level":"ALL"},"tracingConfiguration":{"enabled":true}}"#,
        &[
            "arn:aws:states:ap-northeast-1:111122223333:stateMachine:close 111122223333/ap-northeast-1 identity.id=arn:aws:iam::111122223333:role/close logging.enabled=true tracing.enabled=true",
        ],
    ),
    (
        ("app.service", &["state.active", "web.endpoint"]),
        r#"{"Environments":[{"EnvironmentName":"portal","EnvironmentId":"e-1","EnvironmentArn":"arn:aws:elasticbeanstalk:ap-northeast-1:111122223333:environment/portal/portal","Status":"Ready","Tier":{"Name":"WebServer","Type":"Standard"}}]}"#,
        &["e-1 111122223333/ap-northeast-1 state.active=true web.endpoint=true"],
    ),
    (
        ("app.service", &["state.active", "web.endpoint"]),
        r#"{"ServiceSummaryList":[{"ServiceName":"portal","ServiceArn":"arn:aws:apprunner:ap-northeast-1:111122223333:service/portal/u","ServiceUrl":"x.ap-northeast-1.awsapprunner.com","Status":"RUNNING"}]}"#,
        &[
            "arn:aws:apprunner:ap-northeast-1:111122223333:service/portal/u 111122223333/ap-northeast-1 state.active=true web.endpoint=true",
        ],
    ),
    (
        ("batch.queue", &["state.enabled"]),
        r#"{"jobQueues":[{"jobQueueName":"nightly","jobQueueArn":"arn:aws:batch:ap-northeast-1:111122223333:job-queue/nightly","state":"ENABLED","status":"VALID"}]}"#,
        &["nightly 111122223333/ap-northeast-1 state.enabled=true"],
    ),
    (
        ("batch.job", &["attempts.max"]),
        r#"{"jobDefinitions":[{"jobDefinitionName":"tax","jobDefinitionArn":"arn:aws:batch:ap-northeast-1:111122223333:job-definition/tax:3","status":"ACTIVE","retryStrategy":{"attempts":3}}]}"#,
        &[
            "arn:aws:batch:ap-northeast-1:111122223333:job-definition/tax:3 111122223333/ap-northeast-1 attempts.max=3",
        ],
    ),
];

const AWS_ITEMS: &[Case] = &[
    (
        ("compute.instance", &["state.running", "address.public"]),
        r#"{"fileVersion":"1.0","configSnapshotId":"s","configurationItems":[{"resourceType":"AWS::EC2::Instance","resourceId":"i-1","resourceName":"i-1","ARN":"arn:aws:x:ap-northeast-1:111122223333:i-1","awsAccountId":"111122223333","awsRegion":"ap-northeast-1","configurationItemStatus":"OK","configuration":{"state":{"code":16,"name":"running"},"networkInterfaces":[{"association":null,"privateIpAddresses":[{"privateIpAddress":"10.0.0.1"}]}]},"supplementaryConfiguration":{}}]}"#,
        &["i-1 111122223333/ap-northeast-1 state.running=true address.public=false"],
    ),
    (
        ("container.service", &["launch.serverless", "rollback.automatic"]),
        r#"{"fileVersion":"1.0","configSnapshotId":"s","configurationItems":[{"resourceType":"AWS::ECS::Service","resourceId":"web","resourceName":"web","ARN":"arn:aws:x:ap-northeast-1:111122223333:web","awsAccountId":"111122223333","awsRegion":"ap-northeast-1","configurationItemStatus":"OK","configuration":{"ServiceArn":"arn:aws:ecs:ap-northeast-1:111122223333:service/apps/web","CapacityProviderStrategy":[{"CapacityProvider":"FARGATE","Weight":1}],"DeploymentConfiguration":{"DeploymentCircuitBreaker":{"Enable":true,"Rollback":false}}},"supplementaryConfiguration":{}}]}"#,
        &[
            "arn:aws:ecs:ap-northeast-1:111122223333:service/apps/web 111122223333/ap-northeast-1 launch.serverless=true rollback.automatic=false",
        ],
    ),
    (
        ("container.definition", &["logging.enabled", "secrets.managed", "secrets.plain"]),
        r#"{"fileVersion":"1.0","configSnapshotId":"s","configurationItems":[{"resourceType":"AWS::ECS::TaskDefinition","resourceId":"web","resourceName":"web","ARN":"arn:aws:x:ap-northeast-1:111122223333:web","awsAccountId":"111122223333","awsRegion":"ap-northeast-1","configurationItemStatus":"OK","configuration":{"TaskDefinitionArn":"arn:aws:ecs:ap-northeast-1:111122223333:task-definition/web:3","ContainerDefinitions":[{"Environment":[{"Name":"API_KEY","Value":"x"}],"LogConfiguration":{"LogDriver":"awslogs"}}]},"supplementaryConfiguration":{}}]}"#,
        &[
            "arn:aws:ecs:ap-northeast-1:111122223333:task-definition/web:3 111122223333/ap-northeast-1 secrets.managed=false secrets.plain=true logging.enabled=true",
        ],
    ),
    (
        (
            "function.instance",
            &["concurrency.limit", "network.private", "scale.min", "tracing.enabled"],
        ),
        r#"{"fileVersion":"1.0","configSnapshotId":"s","configurationItems":[{"resourceType":"AWS::Lambda::Function","resourceId":"notify","resourceName":"notify","ARN":"arn:aws:x:ap-northeast-1:111122223333:notify","awsAccountId":"111122223333","awsRegion":"ap-northeast-1","configurationItemStatus":"OK","configuration":{"functionName":"notify","functionArn":"arn:aws:lambda:ap-northeast-1:111122223333:function:notify","version":"$LATEST","vpcConfig":{"subnetIds":[],"securityGroupIds":[]},"tracingConfig":{"mode":"PassThrough"}},"supplementaryConfiguration":{"Concurrency":"{\"reservedConcurrentExecutions\":10.0}"}}]}"#,
        &[
            "notify 111122223333/ap-northeast-1 concurrency.limit=10 network.private=false scale.min=0 tracing.enabled=false",
        ],
    ),
    (
        ("container.cluster", &["logging.enabled", "metrics.enabled"]),
        r#"{"fileVersion":"1.0","configSnapshotId":"s","configurationItems":[{"resourceType":"AWS::EKS::Cluster","resourceId":"apps","resourceName":"apps","ARN":"arn:aws:x:ap-northeast-1:111122223333:apps","awsAccountId":"111122223333","awsRegion":"ap-northeast-1","configurationItemStatus":"OK","configuration":{"Arn":"arn:aws:eks:ap-northeast-1:111122223333:cluster/apps","ClusterStatus":"ACTIVE","Logging":{"ClusterLogging":{"EnabledTypes":[{"Type":"api"}]}}},"supplementaryConfiguration":{}}]}"#,
        &[
            "arn:aws:eks:ap-northeast-1:111122223333:cluster/apps 111122223333/ap-northeast-1 logging.enabled=true",
        ],
    ),
];

const SAKURA_CALLS: &[Case] = &[
    (
        ("compute.instance", &["state.running", "address.public"]),
        r#"{"From":0,"Count":3,"Total":3,"Servers":[{"ID":"113700000001","Zone":{"Name":"is1a"},"Instance":{"Status":"up"},"Interfaces":[{"Switch":{"Scope":"user","Subnet":null}},{"Switch":null}]},{"ID":"113700000002","Zone":{"Name":"is1a"},"Instance":{"Status":"down"},"Interfaces":[{"Switch":{"Scope":"shared","Subnet":{"ID":1}}}]},{"ID":"113700000003","Zone":{"Name":"is1a"},"Instance":{"Status":"up"},"Interfaces":[]}],"is_ok":true}"#,
        &[
            "113700000001 111122223333?/is1a state.running=true address.public=false",
            "113700000002 111122223333?/is1a state.running=false address.public=true",
            "113700000003 111122223333?/is1a state.running=true address.public=false",
        ],
    ),
    (
        ("compute.machine-type", &["cpu.count", "memory.per-cpu", "gpu.count"]),
        r#"{"From":0,"Count":1,"Total":1,"ServerPlans":[{"ID":205004056,"CPU":4,"MemoryMB":57344,"GPU":1,"Commitment":"standard","Generation":200,"Availability":"available"}],"is_ok":true}"#,
        &["205004056 111122223333?/- cpu.count=4 memory.per-cpu=14 gpu.count=1"],
    ),
    (
        ("compute.dedicated-host", &["state.available"]),
        r#"{"From":0,"Count":1,"Total":1,"PrivateHosts":[{"ID":"113700000009","Plan":{"Dedicated":true}}],"is_ok":true}"#,
        &["113700000009 111122223333?/- state.available=true"],
    ),
    (
        (
            "compute.image",
            &["owner.kind", "os.family", "os.distribution", "license.included", "public.allowed"],
        ),
        r#"{"From":0,"Count":2,"Total":2,"Archives":[{"ID":"1","Name":"AlmaLinux 9.0 (64bit)","Scope":"shared","Availability":"available","BundleInfo":null,"Storage":{"Zone":{"Name":"is1a"}}},{"ID":"2","Name":"Windows Server 2022 Datacenter Edition","Scope":"shared","Availability":"available","BundleInfo":{"HostClass":"ms_windows"},"Storage":{"Zone":{"Name":"is1a"}}}],"is_ok":true}"#,
        &[
            "1 111122223333?/is1a owner.kind=provider os.family=? os.distribution=alma license.included=? public.allowed=true",
            "2 111122223333?/is1a owner.kind=provider os.family=windows os.distribution=? license.included=true public.allowed=true",
        ],
    ),
    (
        ("compute.scaling-group", &["state.enabled", "trigger.load"]),
        r#"{"From":0,"Count":1,"Total":1,"CommonServiceItems":[{"ID":"3","Provider":{"Class":"autoscale"},"Settings":{"TriggerType":"cpu","Disabled":false}}],"is_ok":true}"#,
        &["3 111122223333?/- state.enabled=true trigger.load=true"],
    ),
    (
        ("container.registry", &["pull.anonymous"]),
        r#"{"From":0,"Count":1,"Total":1,"CommonServiceItems":[{"ID":"4","Provider":{"Class":"containerregistry"},"Settings":{"ContainerRegistry":{"public":"none","virtual_domain":""}}}],"is_ok":true}"#,
        &["4 111122223333?/- pull.anonymous=false"],
    ),
    (
        (
            "app.service",
            &["state.active", "web.endpoint", "scale.min", "scale.automatic", "timeout.seconds"],
        ),
        r#"{"id":"u-1","name":"portal","timeout_seconds":60,"port":8080,"min_scale":0,"max_scale":2,"status":"Healthy","public_url":"https://x.example","resource_id":"5"}"#,
        &[
            "u-1 111122223333?/- state.active=true web.endpoint=true timeout.seconds=60 scale.min=0 scale.automatic=true",
        ],
    ),
    (
        ("function.workflow", &["identity.id", "logging.enabled"]),
        r#"{"is_ok":true,"Total":1,"From":0,"Count":1,"Workflows":[{"Id":"w-1","Name":"w","Publish":true,"Logging":true,"ServicePrincipalId":"113700330001"}]}"#,
        &["w-1 111122223333?/- identity.id=113700330001 logging.enabled=true"],
    ),
];

const USACLOUD_CALLS: &[Case] = &[
    (
        ("compute.machine-type", &["cpu.count", "memory.per-cpu"]),
        r#"[{"Availability":"available","CPU":1,"CPUModel":"","Commitment":"standard","ConfidentialVM":false,"GPU":0,"GPUModel":"","Generation":200,"ID":100001001,"MemoryMB":1024,"Name":"1Core-1GB","Zone":"is1b"}]"#,
        &["100001001 111122223333?/is1b cpu.count=1 memory.per-cpu=1"],
    ),
    (
        ("compute.dedicated-host", &["state.available"]),
        r#"[{"AssignedCPU":0,"AssignedMemoryMB":0,"CPU":200,"HostName":"sac-1","ID":113700000009,"MemoryMB":229376,"Name":"h","PlanName":"200Core","Zone":"tk1a"}]"#,
        &["113700000009 111122223333?/tk1a state.available=true"],
    ),
];

const TERRAFORM: &[Case] = &[
    (
        ("compute.instance", &["address.public", "boot.user-data", "recovery.automatic"]),
        r#"{"format_version":"1.0","values":{"root_module":{"resources":[{"mode":"managed","type":"aws_instance","values":{"id":"i-1","arn":"arn:aws:ec2:ap-northeast-1:111122223333:instance/i-1","public_ip":"","user_data":"a94a8fe5","user_data_base64":null,"maintenance_options":[{"auto_recovery":"default"}]}}]}}}"#,
        &[
            "i-1 111122223333/ap-northeast-1 address.public=false boot.user-data=true recovery.automatic=true",
        ],
    ),
    (
        ("container.definition", &["logging.enabled", "secrets.managed", "secrets.plain"]),
        r#"{"format_version":"1.0","values":{"root_module":{"resources":[{"mode":"managed","type":"aws_ecs_task_definition","values":{"arn":"arn:aws:ecs:ap-northeast-1:111122223333:task-definition/web:3","container_definitions":"[{\"name\":\"web\",\"environment\":[{\"name\":\"TZ\",\"value\":\"x\"}],\"secrets\":[{\"name\":\"DB\",\"valueFrom\":\"arn:aws:secretsmanager:x\"}],\"logConfiguration\":{\"logDriver\":\"awslogs\"}}]"}}]}}}"#,
        &[
            "arn:aws:ecs:ap-northeast-1:111122223333:task-definition/web:3 111122223333/ap-northeast-1 secrets.managed=true secrets.plain=false logging.enabled=true",
        ],
    ),
    (
        ("container.admission-policy", &["signature.required", "mode.enforced"]),
        r#"{"format_version":"1.0","values":{"root_module":{"resources":[{"mode":"managed","type":"kubernetes_manifest","values":{"manifest":{"apiVersion":"kyverno.io/v1","kind":"ClusterPolicy","metadata":{"name":"signed"},"spec":{"validationFailureAction":"enforce","rules":[{"name":"r","verifyImages":[{"imageReferences":["*"],"attestors":[{"entries":[]}]}]}]}}}}]}}}"#,
        &["kyverno/signed 111122223333?/- signature.required=true mode.enforced=true"],
    ),
    (
        ("container.network-policy", &["default.denied"]),
        r#"{"format_version":"1.0","values":{"root_module":{"resources":[{"mode":"managed","type":"kubernetes_network_policy","values":{"id":"apps/default-deny","metadata":[{"name":"default-deny","namespace":"apps"}],"spec":[{"egress":[],"ingress":[],"pod_selector":[{"match_expressions":[],"match_labels":null}],"policy_types":["Ingress"]}]}}]}}}"#,
        &["apps/default-deny 111122223333?/- default.denied=true"],
    ),
    (
        ("container.grant", &["scope.level", "admin.full", "principal.kind"]),
        r#"{"format_version":"1.0","values":{"root_module":{"resources":[{"mode":"managed","type":"kubernetes_role_binding","values":{"id":"apps/dev","metadata":[{"name":"dev","namespace":"apps"}],"role_ref":[{"api_group":"rbac.authorization.k8s.io","kind":"ClusterRole","name":"edit"}],"subject":[{"api_group":"rbac.authorization.k8s.io","kind":"Group","name":"dev","namespace":"default"}]}}]}}}"#,
        &[
            "role-binding/apps/dev 111122223333?/- scope.level=namespace admin.full=false principal.kind=group",
        ],
    ),
    (
        ("function.instance", &["concurrency.limit", "network.private"]),
        r#"{"format_version":"1.0","values":{"root_module":{"resources":[{"mode":"managed","type":"aws_lambda_function","values":{"arn":"arn:aws:lambda:ap-northeast-1:111122223333:function:notify","function_name":"notify","reserved_concurrent_executions":-1,"vpc_config":[]}}]}}}"#,
        &["notify 111122223333/ap-northeast-1 concurrency.limit=? network.private=false"],
    ),
];

const SAKURA_TERRAFORM: &[Case] = &[
    (
        ("compute.instance", &["address.public", "boot.user-data"]),
        r#"{"format_version":"1.0","values":{"root_module":{"resources":[{"mode":"managed","type":"sakura_server","values":{"id":"113700000001","zone":"is1a","user_data":"packages: []","network_interface":[{"upstream":"shared"}]}}]}}}"#,
        &["113700000001 111122223333?/is1a address.public=true boot.user-data=true"],
    ),
    (
        ("container.node-group", &["bounds.differ"]),
        r#"{"format_version":"1.0","values":{"root_module":{"resources":[{"mode":"managed","type":"sakura_apprun_dedicated_auto_scaling_group","values":{"id":"g-1","zone":"is1c","min_nodes":1,"max_nodes":3}}]}}}"#,
        &["g-1 111122223333?/is1c bounds.differ=true"],
    ),
    (
        ("block-store.volume", &["placement.apart"]),
        r#"{"format_version":"1.0","values":{"root_module":{"resources":[{"mode":"managed","type":"sakura_disk","values":{"id":"113700000007","zone":"is1a","distant_from":["113700000006"]}}]}}}"#,
        &["113700000007 111122223333?/is1a placement.apart=true"],
    ),
];
