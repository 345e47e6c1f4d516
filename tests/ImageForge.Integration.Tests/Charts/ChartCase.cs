namespace ImageForge.Integration.Tests.Charts;

/// <summary>Values of the chart, and how what it makes of them differs from what it makes by default.</summary>
internal sealed record ChartCase(string Name, string Values)
{
    private const string Digest = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private const string Operator = "Deployment/imageforge-operator";
    private const string Pod = "/spec/template/spec";
    private const string Container = Pod + "/containers/0";

    /// <summary>Objects that are there besides.</summary>
    public string[] Added { get; init; } = [];

    /// <summary>Objects that are not there.</summary>
    public string[] Removed { get; init; } = [];

    /// <summary>Object, JSON pointer into it, and the JSON text there; empty where nothing is to be.</summary>
    public (string Object, string Pointer, string Json)[] Has { get; init; } = [];

    public static IReadOnlyList<ChartCase> All { get; } =
    [
        new("defaults", "")
        {
            Has =
            [
                (Operator, Pod + "/securityContext/runAsNonRoot", "true"),
                (Operator, Pod + "/securityContext/seccompProfile/type", "\"RuntimeDefault\""),
                (Operator, Container + "/securityContext/capabilities/drop", "[\"ALL\"]"),
                (Operator, Container + "/securityContext/allowPrivilegeEscalation", "false"),
                (Operator, Container + "/securityContext/readOnlyRootFilesystem", "true"),
                (Operator, Container + "/image", "\"imageforge/operator:0.1.0\""),
                (
                    "CustomResourceDefinition/generationjobs.imageforge.dev",
                    "/metadata/annotations/helm.sh~1resource-policy",
                    "\"keep\""
                ),
                ("Pod/imageforge-test", "/spec/automountServiceAccountToken", "false"),
            ],
        },
        new(
            "images",
            $$"""
            image:
              repository: registry.example:5000/imageforge/operator
              digest: {{Digest}}
              pullPolicy: Always
              pullSecrets: [{name: registry}]
            runner:
              image: {repository: registry.example:5000/runner, tag: nightly}
              gpuImage: {repository: registry.example:5000/runner}
            """
        )
        {
            Has =
            [
                (Operator, Container + "/image", $"\"registry.example:5000/imageforge/operator@{Digest}\""),
                (Operator, Container + "/imagePullPolicy", "\"Always\""),
                (Operator, Pod + "/imagePullSecrets", "[{\"name\":\"registry\"}]"),
                ("Pod/imageforge-test", "/spec/imagePullSecrets", "[{\"name\":\"registry\"}]"),
                ("config", "/runner/image", "\"registry.example:5000/runner:nightly\""),
                ("config", "/runner/gpuImage", "\"registry.example:5000/runner:0.1.0-cuda\""),
            ],
        },
        new(
            "more images",
            $$"""
            image: {tag: "1.2"}
            runner:
              image:
                digest: {{Digest}}
              gpuImage:
                repository: gpu
                tag: cuda
                digest: {{Digest}}
            config:
              runner: {gpuResource: amd.com/gpu}
            """
        )
        {
            Has =
            [
                (Operator, Container + "/image", "\"imageforge/operator:1.2\""),
                ("config", "/runner/image", $"\"imageforge/runner@{Digest}\""),
                ("config", "/runner/gpuImage", $"\"gpu@{Digest}\""),
                ("config", "/runner/gpuResource", "\"amd.com/gpu\""),
            ],
        },
        new(
            "replicas and placement",
            """
            replicas: 2
            strategy: {type: RollingUpdate, rollingUpdate: {maxUnavailable: 0, maxSurge: 1}}
            terminationGracePeriodSeconds: 60
            resources: {requests: {cpu: 1, memory: 1Gi}, limits: {memory: 2Gi}}
            nodeSelector: {kubernetes.io/os: linux}
            tolerations: [{key: infra, operator: Exists, effect: NoSchedule}]
            affinity: {nodeAffinity: {requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: [{matchExpressions: [{key: pool, operator: In, values: [infra]}]}]}}}
            topologySpreadConstraints:
            - {maxSkew: 1, topologyKey: topology.kubernetes.io/zone, whenUnsatisfiable: ScheduleAnyway, labelSelector: {matchLabels: {app.kubernetes.io/name: imageforge}}}
            priorityClassName: system-cluster-critical
            podDisruptionBudget: {enabled: true}
            """
        )
        {
            Added = ["PodDisruptionBudget/imageforge-operator"],
            Has =
            [
                (Operator, "/spec/replicas", "2"),
                (Operator, "/spec/strategy/rollingUpdate/maxSurge", "1"),
                (Operator, Pod + "/priorityClassName", "\"system-cluster-critical\""),
                (Operator, Pod + "/terminationGracePeriodSeconds", "60"),
                (Operator, Container + "/resources/requests/cpu", "1"),
                (Operator, Pod + "/tolerations/0/key", "\"infra\""),
                (Operator, Pod + "/topologySpreadConstraints/0/maxSkew", "1"),
                ("Pod/imageforge-test", "/spec/nodeSelector", "{\"kubernetes.io/os\":\"linux\"}"),
                ("PodDisruptionBudget/imageforge-operator", "/spec/maxUnavailable", "1"),
                ("PodDisruptionBudget/imageforge-operator", "/spec/minAvailable", ""),
            ],
        },
        new(
            "a disruption budget of a percentage",
            """
            replicas: 3
            podDisruptionBudget: {enabled: true, minAvailable: 50%, maxUnavailable: null}
            """
        )
        {
            Added = ["PodDisruptionBudget/imageforge-operator"],
            Has = [("PodDisruptionBudget/imageforge-operator", "/spec/minAvailable", "\"50%\"")],
        },
        new("two namespaces", "watchNamespaces: [studio, press]")
        {
            Added =
            [
                "Role/studio/imageforge-operator",
                "RoleBinding/studio/imageforge-operator",
                "Role/press/imageforge-operator",
                "RoleBinding/press/imageforge-operator",
            ],
            Removed = ["ClusterRole/imageforge-operator", "ClusterRoleBinding/imageforge-operator"],
            Has = [("config", "/namespaces", "[\"studio\",\"press\"]")],
        },
        new("no election", "config: {leaderElection: {enabled: false}}")
        {
            Removed = ["Role/imageforge-leader-election", "RoleBinding/imageforge-leader-election"],
        },
        new("no definitions", "crds: {enabled: false}")
        {
            Removed =
            [
                "CustomResourceDefinition/atmosphereprofiles.imageforge.dev",
                "CustomResourceDefinition/generationjobs.imageforge.dev",
                "CustomResourceDefinition/storyboards.imageforge.dev",
            ],
        },
        new("definitions that go", "crds: {keep: false, annotations: {example.com/owner: platform}}")
        {
            Has =
            [
                (
                    "CustomResourceDefinition/storyboards.imageforge.dev",
                    "/metadata/annotations",
                    "{\"example.com/owner\":\"platform\"}"
                ),
            ],
        },
        new("an account of its own", "serviceAccount: {name: artist, annotations: {example.com/role: images}}")
        {
            Added = ["ServiceAccount/artist"],
            Removed = ["ServiceAccount/imageforge-operator"],
            Has =
            [
                (Operator, Pod + "/serviceAccountName", "\"artist\""),
                ("ClusterRoleBinding/imageforge-operator", "/subjects/0/name", "\"artist\""),
            ],
        },
        new("an account and roles that are there", "{serviceAccount: {create: false}, rbac: {create: false}}")
        {
            Removed =
            [
                "ServiceAccount/imageforge-operator",
                "ClusterRole/imageforge-operator",
                "ClusterRoleBinding/imageforge-operator",
                "Role/imageforge-leader-election",
                "RoleBinding/imageforge-leader-election",
            ],
            Has = [(Operator, Pod + "/serviceAccountName", "\"default\"")],
        },
        new("no service", "service: {enabled: false}")
        {
            Removed = ["Service/imageforge-operator", "Pod/imageforge-test"],
        },
        new(
            "a test of another address",
            """
            service: {port: 9090, annotations: {prometheus.io/scrape: "true"}}
            test: {url: "http://proxy/readyz"}
            """
        )
        {
            Has =
            [
                ("Service/imageforge-operator", "/spec/ports/0/port", "9090"),
                ("Pod/imageforge-test", "/spec/containers/0/args", "[\"probe\",\"http://proxy/readyz\"]"),
            ],
        },
        new("no test", "test: {enabled: false}") { Removed = ["Pod/imageforge-test"] },
        new(
            "a service monitor",
            """
            serviceMonitor:
              enabled: true
              labels: {release: prometheus}
              interval: 30s
              scrapeTimeout: 10s
              relabelings: [{action: labeldrop, regex: pod}]
              metricRelabelings: [{action: drop, sourceLabels: [__name__], regex: imageforge_queue_.*}]
            """
        )
        {
            Added = ["ServiceMonitor/imageforge-operator"],
            Has =
            [
                ("ServiceMonitor/imageforge-operator", "/spec/endpoints/0/interval", "\"30s\""),
                ("ServiceMonitor/imageforge-operator", "/metadata/labels/release", "\"prometheus\""),
            ],
        },
        new(
            "a pod monitor, alerts and a dashboard",
            """
            podMonitor:
              enabled: true
              labels: {release: prometheus}
              interval: 1m
              scrapeTimeout: 30s
              relabelings: [{action: labeldrop, regex: pod}]
              metricRelabelings: [{action: drop, sourceLabels: [__name__], regex: imageforge_queue_.*}]
            prometheusRule: {enabled: true, labels: {release: prometheus}}
            dashboard: {enabled: true, labels: {grafana: "yes"}, annotations: {folder: ImageForge}}
            """
        )
        {
            Added =
            [
                "PodMonitor/imageforge-operator",
                "PrometheusRule/imageforge-operator",
                "ConfigMap/imageforge-dashboard",
            ],
            Has = [("ConfigMap/imageforge-dashboard", "/metadata/labels/grafana", "\"yes\"")],
        },
        new("the operator's network", "networkPolicy: {enabled: true}")
        {
            Added = ["NetworkPolicy/imageforge-operator"],
            Has =
            [
                ("NetworkPolicy/imageforge-operator", "/spec/egress/2/to/0/namespaceSelector", "{}"),
                ("NetworkPolicy/imageforge-operator", "/spec/ingress/0/from", ""),
            ],
        },
        new(
            "every network",
            """
            watchNamespaces: [studio]
            config:
              health: {port: 9000}
              telemetry: {endpoint: "https://collector.example/v1"}
            networkPolicy:
              enabled: true
              dns: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: kube-system}}}]
              apiServer: [{ipBlock: {cidr: 10.0.0.1/32}}]
              apiServerPorts: [6443]
              telemetry: [{ipBlock: {cidr: 192.0.2.0/24}}]
              metricsFrom: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: monitoring}}}]
              egress: [{to: [{ipBlock: {cidr: 198.51.100.7/32}}], ports: [{port: 3128, protocol: TCP}]}]
              runners:
                namespaces: [studio, press]
                publicInternet: true
                egress:
                - to: [{namespaceSelector: {matchLabels: {kubernetes.io/metadata.name: minio}}}]
                  ports: [{port: 9000, protocol: TCP}]
            """
        )
        {
            Added =
            [
                "NetworkPolicy/imageforge-operator",
                "NetworkPolicy/studio/imageforge-runners",
                "NetworkPolicy/press/imageforge-runners",
                "Role/studio/imageforge-operator",
                "RoleBinding/studio/imageforge-operator",
            ],
            Removed = ["ClusterRole/imageforge-operator", "ClusterRoleBinding/imageforge-operator"],
            Has =
            [
                (Operator, Container + "/ports/0/containerPort", "9000"),
                ("NetworkPolicy/imageforge-operator", "/spec/ingress/0/ports/0/port", "9000"),
                ("NetworkPolicy/imageforge-operator", "/spec/egress/1/ports/0/port", "443"),
                (
                    "NetworkPolicy/imageforge-operator",
                    "/spec/egress/3/to/0/namespaceSelector/matchExpressions/0/values",
                    "[\"studio\"]"
                ),
                (
                    "NetworkPolicy/press/imageforge-runners",
                    "/spec/ingress/0/from/0/namespaceSelector/matchLabels",
                    "{\"kubernetes.io/metadata.name\":\"imageforge-system\"}"
                ),
                ("NetworkPolicy/studio/imageforge-runners", "/spec/egress/3/ports/0/port", "9000"),
            ],
        },
        new(
            "extras",
            """
            commonLabels: {team: platform, app.kubernetes.io/part-of: other}
            podAnnotations: {example.com/note: pods}
            podLabels: {team: pods}
            podSecurityContext: {runAsUser: 1000, runAsGroup: 1000, runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
            securityContext: {readOnlyRootFilesystem: true, allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
            extraArgs: [--kubeconfig=/etc/ssl/more/config]
            extraEnv: [{name: OTEL_EXPORTER_OTLP_HEADERS, valueFrom: {secretKeyRef: {name: otel, key: headers}}}]
            extraVolumes: [{name: trust, configMap: {name: trust}}]
            extraVolumeMounts: [{name: trust, mountPath: /etc/ssl/more, readOnly: true}]
            extraObjects:
            - {apiVersion: v1, kind: ConfigMap, metadata: {name: "{{ .Release.Name }}-mapping", namespace: imageforge-system}}
            - |
              apiVersion: v1
              kind: ConfigMap
              metadata: {name: "{{ .Release.Name }}-text", namespace: imageforge-system}
            """
        )
        {
            Added = ["ConfigMap/imageforge-mapping", "ConfigMap/imageforge-text"],
            Has =
            [
                (Operator, "/metadata/labels/team", "\"platform\""),
                (Operator, "/metadata/labels/app.kubernetes.io~1part-of", "\"imageforge\""),
                (Operator, "/spec/template/metadata/labels/team", "\"pods\""),
                (Operator, "/spec/template/metadata/annotations/example.com~1note", "\"pods\""),
                (Operator, Container + "/args/1", "\"--kubeconfig=/etc/ssl/more/config\""),
                (Operator, Container + "/env/3/name", "\"OTEL_EXPORTER_OTLP_HEADERS\""),
                (Operator, Container + "/volumeMounts/2/mountPath", "\"/etc/ssl/more\""),
                (Operator, Pod + "/securityContext/runAsUser", "1000"),
            ],
        },
        new(
            "all of the configuration",
            """
            config:
              leaderElection: {enabled: true}
              workers: 200
              health: {address: 0.0.0.0, port: 8081}
              logging: {format: text, level: debug}
              telemetry: {endpoint: "http://otel:4317", protocol: grpc, headersSecretName: otel}
              runner: {image: "mirror/runner:1", gpuImage: "mirror/cuda:1", imagePullSecret: registry, queueName: studio}
              modelCache: {place: "pvc:models", maxSize: 50Gi}
              store: {uri: "s3://studio/renders", endpoint: "http://minio:9000", region: eu-1, secretName: s3}
              inputs: {allowFileURIs: false, allowedCIDRs: [10.0.0.0/8, 192.0.2.7, "fd12::/16"]}
              jobs: {atmosphereStrategy: Prompt, childrenAfter: 1h30m}
            """
        )
        {
            Has =
            [
                ("config", "/workers", "200"),
                ("config", "/runner/image", "\"mirror/runner:1\""),
                ("config", "/runner/gpuImage", "\"mirror/cuda:1\""),
                ("config", "/inputs/allowedCIDRs", "[\"10.0.0.0/8\",\"192.0.2.7\",\"fd12::/16\"]"),
                ("config", "/jobs/childrenAfter", "\"1h30m\""),
            ],
        },
    ];
}
