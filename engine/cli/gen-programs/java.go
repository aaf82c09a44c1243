package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strings"

	yamlgen "github.com/pulumi/pulumi-yaml/pkg/pulumiyaml/codegen"
	"github.com/pulumi/pulumi/pkg/v3/codegen/schema"
	"github.com/pulumi/pulumi/sdk/v3/go/common/util/rpcutil"
	pulumirpc "github.com/pulumi/pulumi/sdk/v3/proto/go"
	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
)

// The language host of Java, and the server from which it gets the package's schema.
type javaHost struct {
	loader  only
	address string
	process *exec.Cmd
	client  pulumirpc.LanguageRuntimeClient
}

func startJava(command string, loader only) (*javaHost, error) {
	handle, err := rpcutil.ServeWithOptions(rpcutil.ServeOptions{
		Init: func(server *grpc.Server) error {
			schema.LoaderRegistration(schema.NewLoaderServer(loader))(server)
			return nil
		},
		Options: rpcutil.OpenTracingServerInterceptorOptions(nil),
	})
	if err != nil {
		return nil, err
	}
	host := &javaHost{loader: loader, address: fmt.Sprintf("127.0.0.1:%d", handle.Port)}
	host.process = exec.Command(command, host.address)
	host.process.Stderr = os.Stderr
	out, err := host.process.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := host.process.Start(); err != nil {
		return nil, err
	}
	port, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		host.stop()
		return nil, fmt.Errorf("%s did not start: %w", command, err)
	}
	connection, err := grpc.NewClient(
		"127.0.0.1:"+strings.TrimSpace(port), grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		host.stop()
		return nil, err
	}
	host.client = pulumirpc.NewLanguageRuntimeClient(connection)
	return host, nil
}

func (host *javaHost) stop() {
	_ = host.process.Process.Kill()
	_ = host.process.Wait()
}

func (host *javaHost) generate(folder string) ([]byte, error) {
	_, template, problems, err := yamlgen.LoadTemplate(folder)
	if err != nil {
		return nil, err
	}
	if problems.HasErrors() {
		return nil, problems
	}
	text, problems, err := yamlgen.ConvertTemplateIL(template, host.loader)
	if err != nil {
		return nil, err
	}
	if problems.HasErrors() {
		return nil, problems
	}
	answer, err := host.client.GenerateProgram(context.Background(), &pulumirpc.GenerateProgramRequest{
		Source:       map[string]string{"main.pp": text},
		LoaderTarget: host.address,
	})
	if err != nil {
		return nil, err
	}
	for name, content := range answer.Source {
		if strings.HasSuffix(name, ".java") {
			return content, nil
		}
	}
	return nil, errors.New("the generator for Java wrote nothing")
}
