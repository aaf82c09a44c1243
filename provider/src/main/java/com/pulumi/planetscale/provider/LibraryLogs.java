package com.pulumi.planetscale.provider;

import java.io.IOException;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/// The loggers of the libraries in the plugin, which use `java.util.logging`. They log what that does by default, from
/// INFO to standard error, but nothing is set up for it before there is something to log: reading its configuration
/// would be a tenth of a start.
///
/// The launcher names this class. With `-Djava.util.logging.config.file` it does as Java does.
public final class LibraryLogs extends LogManager {
    private final boolean isConfigured = System.getProperty("java.util.logging.config.file") != null;
    private final Map<String, Logger> loggers = new ConcurrentHashMap<>();

    /// Made by Java.
    public LibraryLogs() {}

    @Override
    public boolean addLogger(Logger logger) {
        if (isConfigured) {
            return super.addLogger(logger);
        }
        String name = logger.getName();
        if (loggers.putIfAbsent(name, logger) != null) {
            return false;
        }
        Logger root = loggers.get("");
        if (name.isEmpty()) {
            logger.addHandler(new Late());
        } else if (root != null) {
            logger.setParent(root);
        }
        return true;
    }

    @Override
    public @Nullable Logger getLogger(String name) {
        return isConfigured ? super.getLogger(name) : loggers.get(name);
    }

    @Override
    public Enumeration<String> getLoggerNames() {
        return isConfigured ? super.getLoggerNames() : Collections.enumeration(loggers.keySet());
    }

    @Override
    public void readConfiguration() throws IOException {
        if (isConfigured) {
            super.readConfiguration();
        }
    }

    /// Makes the console's handler for the first record.
    private static final class Late extends Handler {
        private static final class Console {
            static final ConsoleHandler HANDLER = new ConsoleHandler();
        }

        @Override
        public void publish(LogRecord record) {
            Console.HANDLER.publish(record);
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
