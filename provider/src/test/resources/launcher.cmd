@echo off
"%~dp0runtime\bin\java.exe" ^
  -XX:+UseSerialGC -XX:TieredStopAtLevel=1 -XX:-UsePerfData "-XX:SharedArchiveFile=%~dp0runtime\lib\plugin.jsa" ^
  -XX:+UnlockDiagnosticVMOptions -XX:ArchiveRelocationMode=0 -Djdk.reflect.useNativeAccessorOnly=true ^
  -Djava.util.logging.manager=com.pulumi.planetscale.provider.LibraryLogs ^
  -Xss512k -Xms8m -Xmx256m -Xlog:disable -Xlog:all=error:stderr ^
  --sun-misc-unsafe-memory-access=allow --enable-native-access=com.pulumi.planetscale.plugin ^
  -m com.pulumi.planetscale.plugin/com.pulumi.planetscale.provider.Main %*
