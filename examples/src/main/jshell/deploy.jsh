var result = load("haloy.yaml").
    allTargets().
    tryDeploy();
System.out.println(result);
/exit status(result)
/exit 2
