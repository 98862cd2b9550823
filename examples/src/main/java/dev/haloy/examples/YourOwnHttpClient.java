package dev.haloy.examples;

import dev.haloy.Haloy;
import dev.haloy.Project;
import dev.haloy.deploy.DeployResult;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.http.HttpClient;

/** Sends all requests through a client of yours: its proxy, its certificates, its connections. */
public final class YourOwnHttpClient {
    private static final int PROXY_PORT = 3128;

    private YourOwnHttpClient() {}

    /** Deploys through the proxy that the first argument names. */
    public static void main(String... args) {
        HttpClient client = throughProxy(new InetSocketAddress(args[0], PROXY_PORT));
        System.exit(run(Haloy.load("haloy.yaml"), client).exitCode());
    }

    static HttpClient throughProxy(InetSocketAddress proxy) {
        // tag::client[]
        HttpClient client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .proxy(ProxySelector.of(proxy))
                .build();
        // end::client[]
        return client;
    }

    static DeployResult run(Project project, HttpClient client) {
        // tag::deploy[]
        DeployResult result = project.withHttpClient(client).allTargets().tryDeploy();
        // end::deploy[]
        return result;
    }
}
