package dev.cachekit.spring.clinic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cachekit.redisson.testing.RedisServer;
import dev.cachekit.spring.cache.CacheKitCacheManager;
import jakarta.persistence.EntityManagerFactory;
import java.util.Collection;
import org.hibernate.SessionFactory;
import org.hibernate.stat.Statistics;
import org.junit.jupiter.api.Test;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.cache.CacheManager;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The clinic runs unchanged, in one process and on Redis. */
class ClinicTest {

    private static ConfigurableApplicationContext start(String backend) {
        return new SpringApplicationBuilder(ClinicApplication.class)
                .web(WebApplicationType.NONE)
                .properties(
                        backend,
                        "cachekit.redis.command-timeout=10s",
                        "cachekit.redis.deadline=20s",
                        "spring.application.name=clinic",
                        "spring.datasource.url=jdbc:h2:mem:clinic" + backend.hashCode(),
                        "spring.jpa.hibernate.ddl-auto=create",
                        "spring.jpa.properties.hibernate.generate_statistics=true")
                .run();
    }

    @Test
    void runsInOneProcess() {
        vetsAreReadOnceUntilTheyChange("cachekit.backend=in-process");
    }

    @Test
    void runsOnRedis() {
        try (RedisServer redis = RedisServer.start()) {
            vetsAreReadOnceUntilTheyChange("cachekit.redis.url=" + redis.url());
        }
    }

    private static void vetsAreReadOnceUntilTheyChange(String backend) {
        try (ConfigurableApplicationContext application = start(backend)) {
            assertThat(application.getBean(CacheManager.class)).isInstanceOf(CacheKitCacheManager.class);
            VetRepository vets = application.getBean(VetRepository.class);
            vets.save(vet("Carter"));
            insertSurgeon(application.getBean(JdbcClient.class));
            Statistics statistics = application
                    .getBean(EntityManagerFactory.class)
                    .unwrap(SessionFactory.class)
                    .getStatistics();

            Collection<Vet> first = vets.findAll();
            statistics.clear();

            assertThat(vets.findAll()).usingRecursiveComparison().isEqualTo(first);
            assertThat(statistics.getPrepareStatementCount()).isZero();
            assertThat(vets.findAll()).extracting(Vet::getNrOfSpecialties).containsExactly(0, 1);
            vets.save(vet("Leary"));
            assertThat(vets.findAll()).extracting(Vet::getLastName).containsExactly("Carter", "Douglas", "Leary");
        }
    }

    private static Vet vet(String name) {
        Vet vet = new Vet();
        vet.setLastName(name);
        return vet;
    }

    private static void insertSurgeon(JdbcClient sql) {
        sql.sql("insert into vet (last_name) values ('Douglas')").update();
        sql.sql("insert into specialty (name) values ('surgery')").update();
        sql.sql("insert into vet_specialties (vet_id, specialties_id) values (2, 1)")
                .update();
    }
}
