/** Address of one map; of a layer without an extent, map 0 shows all its units. */
export const mapAddress = (id: string, layerId: string, map: number) =>
  `app://data/feature-maps/${id}/${layerId}/${map}.png`

/** Address of the picture as the network saw it. */
export const pictureAddress = (id: string) => `app://data/feature-maps/${id}.png`
