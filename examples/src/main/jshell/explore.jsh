var servers = HaloyServers.of("prod.haloy.com", "staging.haloy.com");
servers.at("prod.haloy.com").app("my-app").running("v1.2.2");
var result = watching(servers.load("haloy.yaml")).
    allTargets().
    tryDeploy();
System.out.println(servers.at("prod.haloy.com").running("my-app"));
/exit status(result)
/exit 2
