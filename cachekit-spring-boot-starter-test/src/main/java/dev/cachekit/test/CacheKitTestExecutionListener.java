package dev.cachekit.test;

import org.springframework.core.Ordered;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestExecutionListener;

/** Makes everything new after each test method. Without {@link AutoConfigureCacheKit} it does nothing. */
final class CacheKitTestExecutionListener implements TestExecutionListener, Ordered {

    /** Before that of transactions, so that afterwards it comes after it: what their end does must not outlive the test. */
    private static final int ORDER = 2_500;

    CacheKitTestExecutionListener() {}

    @Override
    public int getOrder() {
        return ORDER;
    }

    @Override
    public void afterTestMethod(TestContext test) {
        if (test.hasApplicationContext()) {
            test.getApplicationContext().getBeanProvider(Renewal.class).ifAvailable(Renewal::run);
        }
    }
}
