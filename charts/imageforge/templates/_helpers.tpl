{{- define "imageforge.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 63 | trimSuffix "-" }}
{{- end }}

{{/* The beginning of all names. Room is left for the longest ending, "-operator-config". */}}
{{- define "imageforge.fullname" -}}
{{- $name := include "imageforge.name" . }}
{{- $release := contains $name .Release.Name | ternary .Release.Name (printf "%s-%s" .Release.Name $name) }}
{{- default $release .Values.fullnameOverride | trunc 46 | trimAll "-." }}
{{- end }}

{{- define "imageforge.operator" -}}
{{ include "imageforge.fullname" . }}-operator
{{- end }}

{{- define "imageforge.labels" -}}
{{- $labels := dict
  "helm.sh/chart" (printf "%s-%s" .Chart.Name .Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-")
  "app.kubernetes.io/managed-by" .Release.Service
  "app.kubernetes.io/name" (include "imageforge.name" .)
  "app.kubernetes.io/instance" .Release.Name
  "app.kubernetes.io/version" .Chart.AppVersion
  "app.kubernetes.io/part-of" "imageforge" }}
{{- merge $labels (default dict .Values.commonLabels) | toYaml }}
{{- end }}

{{/*
Without the release's name: a namespace holds one operator, since the name of its Lease is fixed, and the Deployment of
config/default, whose selector can't change, has to be adopted.
*/}}
{{- define "imageforge.selectorLabels" -}}
app.kubernetes.io/name: {{ include "imageforge.name" . | quote }}
app.kubernetes.io/component: operator
{{- end }}

{{- define "imageforge.serviceAccountName" -}}
{{- if .Values.serviceAccount.create }}
{{- default (include "imageforge.operator" .) .Values.serviceAccount.name }}
{{- else }}
{{- default "default" .Values.serviceAccount.name }}
{{- end }}
{{- end }}

{{/* A reference of an image: list of the image and the tag where it names none. */}}
{{- define "imageforge.image" -}}
{{- $image := first . }}
{{- if $image.digest }}
{{- printf "%s@%s" $image.repository $image.digest }}
{{- else }}
{{- printf "%s:%s" $image.repository (default (last .) $image.tag) }}
{{- end }}
{{- end }}

{{/* The operator's configuration file. */}}
{{- define "imageforge.configuration" -}}
{{- $config := deepCopy .Values.config }}
{{- $runner := default dict $config.runner }}
{{- if not $runner.image }}
{{- $_ := set $runner "image" (include "imageforge.image" (list .Values.runner.image .Chart.AppVersion)) }}
{{- end }}
{{- if and .Values.runner.gpuImage.repository (not $runner.gpuImage) }}
{{- $_ := set $runner "gpuImage" (include "imageforge.image" (list .Values.runner.gpuImage (printf "%s-cuda" .Chart.AppVersion))) }}
{{- end }}
{{- $_ := set $config "runner" $runner }}
{{- with .Values.watchNamespaces }}
{{- $_ := set $config "namespaces" . }}
{{- end }}
{{- $_ := set $config "apiVersion" "config.imageforge.dev/v1alpha1" }}
{{- $_ := set $config "kind" "OperatorConfiguration" }}
{{- toYaml $config }}
{{- end }}

{{/*
Refuses flags and variables that have a value of the chart: they would override the configuration file, and the objects of the
chart, such as probes, Service, roles and NetworkPolicies, would not follow.
*/}}
{{- define "imageforge.checkOverrides" -}}
{{- $values := .Files.Get "files/options.yaml" | fromYaml }}
{{- range .Values.extraArgs }}
{{- $flag := regexFind "^--[a-z-]+" . | trimPrefix "--" }}
{{- with get $values $flag }}
{{- fail (printf "extraArgs: --%s is not allowed here; set the value %s instead" $flag .) }}
{{- end }}
{{- end }}
{{- range .Values.extraEnv }}
{{- $name := .name }}
{{- with hasPrefix "IMAGEFORGE_" $name | ternary (trimPrefix "IMAGEFORGE_" $name | lower | replace "_" "-" | get $values) "" }}
{{- fail (printf "extraEnv: %s is not allowed here; set the value %s instead" $name .) }}
{{- end }}
{{- end }}
{{- end }}

{{/* Not empty where replicas elect a leader. */}}
{{- define "imageforge.leaderElection" -}}
{{- dig "leaderElection" "enabled" false .Values.config | ternary "true" "" }}
{{- end }}

{{- define "imageforge.healthPort" -}}
{{- dig "health" "port" 8081 .Values.config | int }}
{{- end }}

{{/* What the operator may do with the resources of a namespace, or of all. */}}
{{- define "imageforge.rules" -}}
- apiGroups: [imageforge.dev]
  resources: [generationjobs, storyboards, atmosphereprofiles]
  verbs: [list, watch]
- apiGroups: [imageforge.dev]
  resources: [generationjobs]
  verbs: [create, patch]
# Resources that ask for it (cleanup.selfAfter) are deleted some time after their end.
- apiGroups: [imageforge.dev]
  resources: [generationjobs, storyboards]
  verbs: [delete]
- apiGroups: [imageforge.dev]
  resources: [generationjobs/status, storyboards/status, atmosphereprofiles/status]
  verbs: [patch]
- apiGroups: [""]
  resources: [configmaps]
  verbs: [list, watch, create, delete]
- apiGroups: [""]
  resources: [pods]
  verbs: [list, watch]
- apiGroups: [batch]
  resources: [jobs]
  verbs: [list, watch, create, delete]
# Why Kubernetes refuses to create a pod is only in an event of its Job.
- apiGroups: [events.k8s.io]
  resources: [events]
  verbs: [list, watch, create, patch]
# Why a Job waits in a queue of Kueue. Optional: without this rule, only the Job is read.
- apiGroups: [kueue.x-k8s.io]
  resources: [workloads]
  verbs: [list, watch]
{{- end }}

{{/* How Prometheus scrapes: the values of serviceMonitor or podMonitor. */}}
{{- define "imageforge.endpoint" -}}
port: http
path: /metrics
{{- with .interval }}
interval: {{ . | quote }}
{{- end }}
{{- with .scrapeTimeout }}
scrapeTimeout: {{ . | quote }}
{{- end }}
{{- with .relabelings }}
relabelings: {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .metricRelabelings }}
metricRelabelings: {{- toYaml . | nindent 2 }}
{{- end }}
{{- end }}

{{/* Egress that operator and runners have in common: DNS, and telemetry where there is an endpoint. */}}
{{- define "imageforge.egress" -}}
- ports:
    - {port: 53, protocol: UDP}
    - {port: 53, protocol: TCP}
  {{- with .Values.networkPolicy.dns }}
  to: {{- toYaml . | nindent 4 }}
  {{- end }}
{{- with dig "telemetry" "endpoint" "" .Values.config }}
{{- $url := urlParse . }}
- ports:
    - port: {{ regexFind "[0-9]+$" (regexFind ":[0-9]+$" $url.host) | default (eq $url.scheme "https" | ternary 443 80) }}
      protocol: TCP
  {{- with $.Values.networkPolicy.telemetry }}
  to: {{- toYaml . | nindent 4 }}
  {{- end }}
{{- end }}
{{- end }}

{{/* What the operator labels the pods of jobs and storyboards with. */}}
{{- define "imageforge.runnerLabels" -}}
app.kubernetes.io/name: imageforge-runner
app.kubernetes.io/managed-by: imageforge
{{- end }}

{{- define "imageforge.testLabels" -}}
app.kubernetes.io/name: {{ include "imageforge.name" . | quote }}
app.kubernetes.io/component: test
{{- end }}
