package dev.haloy.embedded.daemon;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** An entry in the making: filled by the one who logs, then published once. */
final class LogEntry {
    final String level;
    final String message;
    String deploymentId = "";
    String app = "";
    List<String> domains = List.of();
    final Map<String, String> fields = new TreeMap<>();
    Mark mark = Mark.NONE;

    private LogEntry(String level, String message) {
        this.level = level;
        this.message = message;
    }

    static LogEntry debug(String message) {
        return new LogEntry("DEBUG", message);
    }

    boolean isDebug() {
        return level.equals("DEBUG");
    }

    static LogEntry info(String message) {
        return new LogEntry("INFO", message);
    }

    static LogEntry warn(String message) {
        return new LogEntry("WARN", message);
    }

    static LogEntry error(String message) {
        return new LogEntry("ERROR", message);
    }

    LogEntry under(String id) {
        deploymentId = id;
        return this;
    }

    LogEntry about(String appName) {
        app = appName;
        return this;
    }

    LogEntry domains(List<String> names) {
        domains = names;
        return this;
    }

    LogEntry with(String field, String value) {
        fields.put(field, value);
        return this;
    }

    LogEntry marked(Mark flag) {
        mark = flag;
        return this;
    }
}
