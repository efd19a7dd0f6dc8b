// A traffic router for Argo Rollouts that shifts the weights of Gateway API routes, for tests only.
// It reads the same plugin configuration as the plugin of the Argo project ("argoproj-labs/gatewayAPI"), which cannot
// be built here because it is not published as a module, and writes the same weights; it knows no header routes.
package main

import (
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/argoproj/argo-rollouts/pkg/apis/rollouts/v1alpha1"
	"github.com/argoproj/argo-rollouts/rollout/trafficrouting/plugin/rpc"
	"github.com/argoproj/argo-rollouts/utils/plugin/types"
	"github.com/hashicorp/go-plugin"
	"k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/tools/clientcmd"
)

const name = "argoproj-labs/gatewayAPI"

type reference struct {
	Name string `json:"name"`
}

type configuration struct {
	Namespace  string      `json:"namespace"`
	HTTPRoute  string      `json:"httpRoute"`
	GRPCRoute  string      `json:"grpcRoute"`
	HTTPRoutes []reference `json:"httpRoutes"`
	GRPCRoutes []reference `json:"grpcRoutes"`
}

func (c configuration) routes() map[string][]string {
	found := map[string][]string{}
	add := func(resource, one string, many []reference) {
		if one != "" {
			found[resource] = append(found[resource], one)
		}
		for _, route := range many {
			found[resource] = append(found[resource], route.Name)
		}
	}
	add("httproutes", c.HTTPRoute, c.HTTPRoutes)
	add("grpcroutes", c.GRPCRoute, c.GRPCRoutes)
	return found
}

type router struct{ client dynamic.Interface }

func (r *router) InitPlugin() types.RpcError {
	config, err := clientcmd.BuildConfigFromFlags("", os.Getenv("KUBECONFIG"))
	if err != nil {
		return failure(err)
	}
	r.client, err = dynamic.NewForConfig(config)
	return failure(err)
}

func (r *router) SetWeight(rollout *v1alpha1.Rollout, weight int32, _ []v1alpha1.WeightDestination) types.RpcError {
	return failure(r.eachRoute(rollout, func(resource, namespace, route string) error {
		return r.setWeight(rollout, weight, resource, namespace, route)
	}))
}

func (r *router) eachRoute(rollout *v1alpha1.Rollout, do func(resource, namespace, route string) error) error {
	var config configuration
	if err := json.Unmarshal(rollout.Spec.Strategy.Canary.TrafficRouting.Plugins[name], &config); err != nil {
		return err
	}
	routes := config.routes()
	if len(routes) == 0 {
		return fmt.Errorf("%s names no route", name)
	}
	for resource, names := range routes {
		for _, route := range names {
			if err := do(resource, config.Namespace, route); err != nil {
				return err
			}
		}
	}
	return nil
}

func (r *router) setWeight(rollout *v1alpha1.Rollout, weight int32, resource, namespace, route string) error {
	routes := r.client.Resource(schema.GroupVersionResource{Group: "gateway.networking.k8s.io", Version: "v1", Resource: resource}).Namespace(namespace)
	object, err := routes.Get(context.Background(), route, v1.GetOptions{})
	if err != nil {
		return err
	}
	canary := rollout.Spec.Strategy.Canary
	weights := map[string]int64{canary.CanaryService: int64(weight), canary.StableService: int64(100 - weight)}
	rules, _, err := unstructured.NestedSlice(object.Object, "spec", "rules")
	if err != nil {
		return err
	}
	found, changed := 0, false
	for _, rule := range rules {
		backends, _, err := unstructured.NestedSlice(rule.(map[string]any), "backendRefs")
		if err != nil {
			return err
		}
		for _, each := range backends {
			backend := each.(map[string]any)
			service, _ := backend["name"].(string)
			wanted, known := weights[service]
			if !known {
				continue
			}
			found++
			changed = changed || backend["weight"] != wanted
			backend["weight"] = wanted
		}
		rule.(map[string]any)["backendRefs"] = backends
	}
	if found < 2 {
		return fmt.Errorf("%s %s/%s has no backends %s and %s", strings.TrimSuffix(resource, "s"), namespace, route, canary.StableService, canary.CanaryService)
	}
	if !changed {
		return nil
	}
	if err := unstructured.SetNestedSlice(object.Object, rules, "spec", "rules"); err != nil {
		return err
	}
	_, err = routes.Update(context.Background(), object, v1.UpdateOptions{})
	return err
}

func (r *router) UpdateHash(*v1alpha1.Rollout, string, string, []v1alpha1.WeightDestination) types.RpcError {
	return types.RpcError{}
}

func (r *router) SetHeaderRoute(*v1alpha1.Rollout, *v1alpha1.SetHeaderRoute) types.RpcError {
	return types.RpcError{}
}

func (r *router) SetMirrorRoute(*v1alpha1.Rollout, *v1alpha1.SetMirrorRoute) types.RpcError {
	return types.RpcError{}
}

func (r *router) VerifyWeight(*v1alpha1.Rollout, int32, []v1alpha1.WeightDestination) (types.RpcVerified, types.RpcError) {
	return types.NotImplemented, types.RpcError{}
}

func (r *router) RemoveManagedRoutes(*v1alpha1.Rollout) types.RpcError { return types.RpcError{} }

func (r *router) Type() string { return name }

func failure(err error) types.RpcError {
	if err == nil {
		return types.RpcError{}
	}
	return types.RpcError{ErrorString: err.Error()}
}

// endWithParent ends this process soon after the controller that started it: a killed one cannot tell its plugins.
func endWithParent() {
	parent := os.Getppid()
	for os.Getppid() == parent {
		time.Sleep(100 * time.Millisecond)
	}
	os.Exit(1)
}

func main() {
	go endWithParent()
	plugin.Serve(&plugin.ServeConfig{
		HandshakeConfig: plugin.HandshakeConfig{
			ProtocolVersion:  1,
			MagicCookieKey:   "ARGO_ROLLOUTS_RPC_PLUGIN",
			MagicCookieValue: "trafficrouter",
		},
		Plugins: map[string]plugin.Plugin{"RpcTrafficRouterPlugin": &rpc.RpcTrafficRouterPlugin{Impl: &router{}}},
	})
}
