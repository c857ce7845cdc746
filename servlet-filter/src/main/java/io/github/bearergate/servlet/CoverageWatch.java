package io.github.bearergate.servlet;

import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletRequest;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Logs what a filter does not stand in front of: at the start, and once more with the first request, since other filters and
 * servlets that are initialised later can still register servlets. Thread-safe.
 */
final class CoverageWatch {
    private static final Logger LOGGER = System.getLogger("bearergate");

    private final FilterConfig config;
    private final Level levelOfLateGaps;
    private final Set<String> told = new HashSet<>();
    private final AtomicBoolean inService = new AtomicBoolean();

    private CoverageWatch(FilterConfig config, CoverageSetting setting) {
        this.config = config;
        this.levelOfLateGaps = setting == CoverageSetting.STRICT ? Level.ERROR : Level.WARNING;
    }

    /** Logs what is known before the first request. Strict settings have refused the gaps by now. */
    static CoverageWatch start(FilterConfig config, CoverageSetting setting) {
        CoverageWatch watch = new CoverageWatch(config, setting);
        watch.tell(CoverageReport.of(config), Level.WARNING);
        return watch;
    }

    /** Looks once more, when the first request comes; after that it costs nothing. */
    void requestComes(ServletRequest request) {
        if (!inService.get() && inService.compareAndSet(false, true)) {
            tell(CoverageReport.of(config), levelOfLateGaps);
            if (!request.isAsyncSupported()) {
                LOGGER.log(
                        Level.INFO,
                        "Filter " + config.getFilterName()
                                + ", or one before it, does not support asynchronous requests, so"
                                + " startAsync fails behind it; set async-supported");
            }
        }
    }

    private void tell(CoverageReport report, Level levelOfGaps) {
        report.gaps().forEach(line -> tell(line, levelOfGaps));
        report.warnings().forEach(line -> tell(line, Level.WARNING));
        report.notes().forEach(line -> tell(line, Level.INFO));
    }

    private void tell(String line, Level level) {
        if (told.add(line)) {
            LOGGER.log(level, line);
        }
    }
}
