package dev.cachekit.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;

class AutoConfigureCacheKitTest {

    @Test
    void bringsAllThatConfiguresCacheKitInAnApplication() {
        List<String> application = ImportCandidates.load(AutoConfiguration.class, null).getCandidates().stream()
                .filter(name -> name.startsWith("dev.cachekit."))
                .toList();

        assertThat(application).isNotEmpty();
        assertThat(ImportCandidates.load(AutoConfigureCacheKit.class, null).getCandidates())
                .containsAll(application)
                .contains(CacheKitTestAutoConfiguration.class.getName());
    }
}
