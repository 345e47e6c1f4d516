// A bare client-go controller, the baseline of `make scale`: for each GenerationJob without a status, one ConfigMap with
// a plan-sized payload, one Job and one status patch. Sixteen workers, no client-side rate limit.
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"log"
	"os"
	"os/signal"
	"strings"
	"syscall"

	batchv1 "k8s.io/api/batch/v1"
	corev1 "k8s.io/api/core/v1"
	apierrors "k8s.io/apimachinery/pkg/api/errors"
	"k8s.io/apimachinery/pkg/api/resource"
	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/types"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/dynamic/dynamicinformer"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/client-go/util/workqueue"
)

const workers = 16

// About as long as the plan of config/samples/night-market.yaml.
const planBytes = 2400

var jobs = schema.GroupVersionResource{Group: "imageforge.dev", Version: "v1alpha1", Resource: "generationjobs"}

type controller struct {
	core  kubernetes.Interface
	plain dynamic.Interface
	store cache.GenericLister
	queue workqueue.TypedRateLimitingInterface[types.NamespacedName]
}

func main() {
	kubeconfig := flag.String("kubeconfig", os.Getenv("KUBECONFIG"), "configuration of the API server")
	namespace := flag.String("namespace", "", "namespace to watch")
	flag.Parse()
	config, err := clientcmd.BuildConfigFromFlags("", *kubeconfig)
	if err != nil {
		log.Fatal(err)
	}
	config.QPS = -1
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, os.Interrupt)
	defer stop()
	plain := dynamic.NewForConfigOrDie(config)
	factory := dynamicinformer.NewFilteredDynamicSharedInformerFactory(plain, 0, *namespace, nil)
	informer := factory.ForResource(jobs)
	c := &controller{
		core:  kubernetes.NewForConfigOrDie(config),
		plain: plain,
		store: informer.Lister(),
		queue: workqueue.NewTypedRateLimitingQueue(
			workqueue.DefaultTypedControllerRateLimiter[types.NamespacedName](),
		),
	}
	enqueue := func(value any) {
		job := value.(*unstructured.Unstructured)
		c.queue.Add(types.NamespacedName{Namespace: job.GetNamespace(), Name: job.GetName()})
	}
	informer.Informer().AddEventHandler(cache.ResourceEventHandlerFuncs{
		AddFunc:    enqueue,
		UpdateFunc: func(_, value any) { enqueue(value) },
	})
	factory.Start(ctx.Done())
	factory.WaitForCacheSync(ctx.Done())
	for range workers {
		go c.work(ctx)
	}
	<-ctx.Done()
	c.queue.ShutDown()
}

func (c *controller) work(ctx context.Context) {
	for {
		key, closed := c.queue.Get()
		if closed {
			return
		}
		if err := c.reconcile(ctx, key); err != nil {
			log.Print(err)
			c.queue.AddRateLimited(key)
		} else {
			c.queue.Forget(key)
		}
		c.queue.Done(key)
	}
}

func (c *controller) reconcile(ctx context.Context, key types.NamespacedName) error {
	value, err := c.store.ByNamespace(key.Namespace).Get(key.Name)
	if apierrors.IsNotFound(err) {
		return nil
	}
	if err != nil {
		return err
	}
	job := value.(*unstructured.Unstructured)
	if _, accepted, _ := unstructured.NestedString(job.Object, "status", "jobName"); accepted {
		return nil
	}
	meta := metadata(job)
	plan := &corev1.ConfigMap{ObjectMeta: meta, Data: map[string]string{"plan.json": strings.Repeat("plan ", planBytes/5)}}
	if _, err := c.core.CoreV1().ConfigMaps(key.Namespace).Create(ctx, plan, metav1.CreateOptions{}); ignoreExists(err) != nil {
		return err
	}
	if _, err := c.core.BatchV1().Jobs(key.Namespace).Create(ctx, child(meta), metav1.CreateOptions{}); ignoreExists(err) != nil {
		return err
	}
	patch, err := json.Marshal(map[string]any{"status": status(job, meta.Name)})
	if err != nil {
		return err
	}
	_, err = c.plain.Resource(jobs).Namespace(key.Namespace).
		Patch(ctx, key.Name, types.MergePatchType, patch, metav1.PatchOptions{}, "status")
	return err
}

func metadata(job *unstructured.Unstructured) metav1.ObjectMeta {
	yes := true
	return metav1.ObjectMeta{
		Name:      job.GetName() + "-0123456789",
		Namespace: job.GetNamespace(),
		Labels: map[string]string{
			"app.kubernetes.io/name":       "baseline",
			"app.kubernetes.io/instance":   job.GetName(),
			"app.kubernetes.io/managed-by": "baseline",
			"imageforge.dev/owner-uid":     string(job.GetUID()),
		},
		Annotations: map[string]string{"imageforge.dev/plan-hash": "sha256:" + strings.Repeat("0", 64)},
		OwnerReferences: []metav1.OwnerReference{{
			APIVersion: job.GetAPIVersion(), Kind: job.GetKind(), Name: job.GetName(), UID: job.GetUID(), Controller: &yes,
		}},
	}
}

func child(meta metav1.ObjectMeta) *batchv1.Job {
	yes, no, user, grace, deadline, retries := true, false, int64(65532), int64(30), int64(900), int32(2)
	failed := batchv1.Failed
	exits := batchv1.PodFailurePolicyOnExitCodesRequirement{
		ContainerName: new("runner"), Operator: batchv1.PodFailurePolicyOnExitCodesOpIn, Values: []int32{2, 3},
	}
	limits := corev1.ResourceList{
		corev1.ResourceCPU: resource.MustParse("2"), corev1.ResourceMemory: resource.MustParse("1Gi"),
	}
	size := resource.MustParse("1Gi")
	return &batchv1.Job{ObjectMeta: meta, Spec: batchv1.JobSpec{
		BackoffLimit:         &retries,
		PodReplacementPolicy: &failed,
		PodFailurePolicy: &batchv1.PodFailurePolicy{Rules: []batchv1.PodFailurePolicyRule{
			{Action: batchv1.PodFailurePolicyActionIgnore, OnPodConditions: []batchv1.PodFailurePolicyOnPodConditionsPattern{
				{Type: corev1.DisruptionTarget, Status: corev1.ConditionTrue},
			}},
			{Action: batchv1.PodFailurePolicyActionFailJob, OnExitCodes: &exits},
		}},
		Template: corev1.PodTemplateSpec{
			ObjectMeta: metav1.ObjectMeta{Labels: meta.Labels},
			Spec: corev1.PodSpec{
				RestartPolicy:                 corev1.RestartPolicyNever,
				AutomountServiceAccountToken:  &no,
				EnableServiceLinks:            &no,
				TerminationGracePeriodSeconds: &grace,
				ActiveDeadlineSeconds:         &deadline,
				SecurityContext: &corev1.PodSecurityContext{
					RunAsNonRoot: &yes, RunAsUser: &user, RunAsGroup: &user, FSGroup: &user,
					SeccompProfile: &corev1.SeccompProfile{Type: corev1.SeccompProfileTypeRuntimeDefault},
				},
				Containers: []corev1.Container{{
					Name:  "runner",
					Image: "imageforge/runner",
					Args:  []string{"--plan", "/etc/imageforge/plan.json"},
					Env: []corev1.EnvVar{
						{Name: "TMPDIR", Value: "/workspace"}, {Name: "JOB_NAME", Value: meta.Name},
						{Name: "POD_NAME", ValueFrom: &corev1.EnvVarSource{FieldRef: &corev1.ObjectFieldSelector{FieldPath: "metadata.name"}}},
					},
					Ports:     []corev1.ContainerPort{{Name: "progress", ContainerPort: 8080}},
					Resources: corev1.ResourceRequirements{Limits: limits, Requests: limits},
					SecurityContext: &corev1.SecurityContext{
						AllowPrivilegeEscalation: &no, ReadOnlyRootFilesystem: &yes,
						Capabilities: &corev1.Capabilities{Drop: []corev1.Capability{"ALL"}},
					},
					VolumeMounts: []corev1.VolumeMount{
						{Name: "plan", MountPath: "/etc/imageforge", ReadOnly: true}, {Name: "workspace", MountPath: "/workspace"},
					},
				}},
				Volumes: []corev1.Volume{
					{Name: "plan", VolumeSource: corev1.VolumeSource{ConfigMap: &corev1.ConfigMapVolumeSource{
						LocalObjectReference: corev1.LocalObjectReference{Name: meta.Name},
					}}},
					{Name: "workspace", VolumeSource: corev1.VolumeSource{EmptyDir: &corev1.EmptyDirVolumeSource{SizeLimit: &size}}},
				},
			},
		},
	}}
}

func status(job *unstructured.Unstructured, name string) map[string]any {
	condition := func(kind, value string) map[string]any {
		return map[string]any{
			"type": kind, "status": value, "reason": "Queued", "message": "Waiting for the pod to start.",
			"observedGeneration": job.GetGeneration(), "lastTransitionTime": job.GetCreationTimestamp().UTC().Format("2006-01-02T15:04:05Z"),
		}
	}
	return map[string]any{
		"observedGeneration": job.GetGeneration(),
		"state":              "Queued",
		"jobName":            name,
		"conditions":         []any{condition("Accepted", "True"), condition("Ready", "False"), condition("Reconciling", "True")},
	}
}

func ignoreExists(err error) error {
	if apierrors.IsAlreadyExists(err) {
		return nil
	}
	if err != nil {
		return fmt.Errorf("create: %w", err)
	}
	return nil
}
