// A bare client-go controller, the baseline of `make scale`: for each GenerationJob without a status, one ConfigMap, one
// Job and one status patch, each with as many fields and bytes as the operator's own, so that both give the API server
// the same work. It watches what it makes, as a controller must that keeps a status true, and decides nothing. Sixteen
// workers, no client-side rate limit.
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
	"sync"
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
	"k8s.io/client-go/informers"
	"k8s.io/client-go/kubernetes"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/tools/clientcmd"
	"k8s.io/client-go/util/workqueue"
)

const workers = 16

// As long as the plan of config/samples/night-market.yaml.
const planBytes = 1600

var jobs = schema.GroupVersionResource{Group: "imageforge.dev", Version: "v1alpha1", Resource: "generationjobs"}

type controller struct {
	core  kubernetes.Interface
	plain dynamic.Interface
	store cache.GenericLister
	queue workqueue.TypedRateLimitingInterface[types.NamespacedName]
	// Jobs whose status was written, until the cache shows it.
	done sync.Map
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
	c.watchChildren(ctx, *namespace)
	factory.Start(ctx.Done())
	factory.WaitForCacheSync(ctx.Done())
	for range workers {
		go c.work(ctx)
	}
	<-ctx.Done()
	c.queue.ShutDown()
}

func (c *controller) watchChildren(ctx context.Context, namespace string) {
	factory := informers.NewSharedInformerFactoryWithOptions(c.core, 0, informers.WithNamespace(namespace),
		informers.WithTweakListOptions(func(o *metav1.ListOptions) { o.LabelSelector = "imageforge.dev/owner-uid" }))
	enqueue := func(value any) {
		if child, is := value.(metav1.Object); is {
			if owner := metav1.GetControllerOf(child); owner != nil {
				c.queue.Add(types.NamespacedName{Namespace: child.GetNamespace(), Name: owner.Name})
			}
		}
	}
	for _, informer := range []cache.SharedIndexInformer{
		factory.Core().V1().ConfigMaps().Informer(), factory.Batch().V1().Jobs().Informer(), factory.Core().V1().Pods().Informer(),
	} {
		if _, err := informer.AddEventHandler(cache.ResourceEventHandlerFuncs{
			AddFunc:    enqueue,
			UpdateFunc: func(_, value any) { enqueue(value) },
			DeleteFunc: enqueue,
		}); err != nil {
			log.Fatal(err)
		}
	}
	factory.Start(ctx.Done())
	factory.WaitForCacheSync(ctx.Done())
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
	if _, done := c.done.Load(job.GetUID()); done {
		return nil
	}
	meta := metadata(job)
	plan := &corev1.ConfigMap{ObjectMeta: meta, Immutable: new(true), Data: map[string]string{
		"plan.json": strings.Repeat("plan ", planBytes/5),
	}}
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
	if err == nil {
		c.done.Store(job.GetUID(), true)
	}
	return err
}

func metadata(job *unstructured.Unstructured) metav1.ObjectMeta {
	yes := true
	return metav1.ObjectMeta{
		Name:      job.GetName() + "-0123456789",
		Namespace: job.GetNamespace(),
		Labels: map[string]string{
			"app.kubernetes.io/component":  "runner",
			"app.kubernetes.io/instance":   job.GetName(),
			"app.kubernetes.io/managed-by": "baseline",
			"app.kubernetes.io/name":       "imageforge-runner",
			"app.kubernetes.io/part-of":    "imageforge",
			"imageforge.dev/job":           job.GetName(),
			"imageforge.dev/owner-uid":     string(job.GetUID()),
		},
		Annotations: map[string]string{"imageforge.dev/plan-hash": "sha256:" + strings.Repeat("0", 64)},
		OwnerReferences: []metav1.OwnerReference{{
			APIVersion: job.GetAPIVersion(), Kind: job.GetKind(), Name: job.GetName(), UID: job.GetUID(), Controller: &yes,
		}},
	}
}

func child(meta metav1.ObjectMeta) *batchv1.Job {
	yes, no, user, grace, deadline, retries := true, false, int64(65532), int64(30), int64(900), int32(3)
	failed := batchv1.Failed
	exits := batchv1.PodFailurePolicyOnExitCodesRequirement{
		ContainerName: new("runner"), Operator: batchv1.PodFailurePolicyOnExitCodesOpIn, Values: []int32{2, 3},
	}
	limits := corev1.ResourceList{
		corev1.ResourceCPU: resource.MustParse("2"), corev1.ResourceMemory: resource.MustParse("1Gi"),
	}
	size, onMismatch := resource.MustParse("1Gi"), corev1.FSGroupChangeOnRootMismatch
	field := func(name, path string) corev1.EnvVar {
		return corev1.EnvVar{Name: name, ValueFrom: &corev1.EnvVarSource{FieldRef: &corev1.ObjectFieldSelector{FieldPath: path}}}
	}
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
				NodeSelector:                  map[string]string{"imageforge.dev/scale": "none"},
				AutomountServiceAccountToken:  &no,
				EnableServiceLinks:            &no,
				TerminationGracePeriodSeconds: &grace,
				ActiveDeadlineSeconds:         &deadline,
				SecurityContext: &corev1.PodSecurityContext{
					RunAsNonRoot: &yes, RunAsUser: &user, RunAsGroup: &user, FSGroup: &user, FSGroupChangePolicy: &onMismatch,
					SeccompProfile: &corev1.SeccompProfile{Type: corev1.SeccompProfileTypeRuntimeDefault},
				},
				Containers: []corev1.Container{{
					Name:  "runner",
					Image: "imageforge/runner",
					Args:  []string{"--plan", "/etc/imageforge/plan.json"},
					Env: []corev1.EnvVar{
						field("POD_NAME", "metadata.name"), field("POD_UID", "metadata.uid"), field("POD_IP", "status.podIP"),
						{Name: "IMAGEFORGE_PROGRESS_PORT", Value: "8080"},
						{Name: "HOME", Value: "/workspace"}, {Name: "TMPDIR", Value: "/workspace"},
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
	condition := func(kind, value, reason, message string) map[string]any {
		return map[string]any{
			"type": kind, "status": value, "reason": reason, "message": message,
			"observedGeneration": job.GetGeneration(), "lastTransitionTime": job.GetCreationTimestamp().UTC().Format("2006-01-02T15:04:05Z"),
		}
	}
	prompt, _, _ := unstructured.NestedString(job.Object, "spec", "prompt", "text")
	seed, _, _ := unstructured.NestedInt64(job.Object, "spec", "seed")
	return map[string]any{
		"observedGeneration": job.GetGeneration(),
		"state":              "Queued",
		"jobName":            name,
		"attempt":            1,
		"images":             "0/1",
		"seed":               seed,
		"effectivePrompt":    prompt,
		"planHash":           "sha256:" + strings.Repeat("0", 64),
		"cost":               map[string]any{"estimatedCents": 0},
		"progress":           map[string]any{"percent": 10, "stage": "Queued", "variantsDone": 0, "variantsTotal": 1},
		"conditions": []any{
			condition("Accepted", "True", "Accepted", "The spec is valid and the run is planned."),
			condition("Ready", "False", "Queued", "Waiting for the pod to start."),
			condition("Reconciling", "True", "Queued", "Waiting for the pod to start."),
		},
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
