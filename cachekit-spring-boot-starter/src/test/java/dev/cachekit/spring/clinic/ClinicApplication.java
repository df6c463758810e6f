package dev.cachekit.spring.clinic;

import java.util.Collection;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.cache.annotation.EnableCaching;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@SpringBootApplication
@EnableCaching
public class ClinicApplication {

    @RestController
    static class VetController {

        private final VetRepository vets;

        VetController(VetRepository vets) {
            this.vets = vets;
        }

        @GetMapping("/vets")
        Collection<Vet> vets() {
            return vets.findAll();
        }
    }
}
