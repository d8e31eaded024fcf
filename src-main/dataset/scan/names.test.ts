import { expect, test } from 'vitest'
import { namePrefix } from './names.ts'

const prefixes = (names: readonly string[]) => [...new Set(names.map(namePrefix))]

test.each([
  [
    'cat',
    [
      'cat.0.jpg',
      'cat_17.jpg',
      'cat12.jpg',
      'cat (3).jpg',
      'cat-left.png',
      'pets/cat 4.png',
      'a.zip!x/cat_5.png',
    ],
  ],
  ['red fox', ['red fox (1).png', 'red fox 2.png', 'red fox_IMG_7.png']],
  [
    'birch',
    ['birch_IMG_0012.jpg', 'birch-DSC01234.JPG', 'birch DSCN0042.jpg', 'birch_PXL_20240501_101112345.jpg'],
  ],
  [
    'birch',
    [
      'birch_P1010023.jpg',
      'birch-WA0007.jpg',
      'birch_20240501_101112.jpg',
      'birch Screenshot 2024-05-01.png',
    ],
  ],
  ['白桦', ['白桦_图片_12.jpg', '白桦 微信图片_20240501.jpg', '白桦-照片3.png', '白桦12.jpg']],
  ['n01440764', ['n01440764_10026.JPEG', 'n01440764_7.JPEG']],
  ['5', ['5_0001.png', '5-2.png']],
  ['picea', ['picea_1.jpg', 'picea-IMG_2.jpg']],
  ['Wanda', ['Wanda 1.jpg', 'Wanda_2.jpg']],
  [
    'cat',
    [
      'image_cat_001.jpg',
      'IMG cat 2.jpg',
      '20240501_cat_1.jpg',
      '2024-05-01 cat.jpg',
      'image_20240501_cat_3.jpg',
    ],
  ],
  ['dog', ['photo-dog-2.jpg', 'picture_dog.png', 'Snapshot.dog12.jpg']],
  ['猫', ['图片_猫_1.jpg', 'IMG_猫_2.jpg']],
  ['burst-qgheq-b', ['burst-qgheq-b_001.png', 'burst-qgheq-b_002.png']],
])('%s is what these names begin with', (prefix, names) => {
  expect(prefixes(names)).toEqual([prefix])
})

test('names that cameras give tell nothing: each is like no other', () => {
  const names = [
    'IMG_0012.jpg',
    'IMG_0013.jpg',
    'IMG-20240501-WA0007.jpg',
    'DSC01234.JPG',
    'PXL_20240501_101112345.jpg',
    '20240501_101112.jpg',
    '20240501101113.jpg',
    '2024-05-01 10.11.12.jpg',
    'Screenshot 2024-05-01 at 10.11.12.png',
    '微信图片_20240501101112.jpg',
    'mmexport1714529472000.jpg',
    'P1010023.JPG',
    'IMG_E0012.JPG',
    'IMG_E0013.JPG',
    '20240501-WA0008.jpg',
    '20240501_IMG_12.jpg',
    'Photo on 2024-05-01 at 10.11.jpg',
    'Photo on 2024-05-01 at 10.12.jpg',
    'image.jpg',
    'photo (1).jpg',
  ]
  expect(prefixes(names)).toHaveLength(names.length)
})

test('a name that is nothing but a number, or has no ending, is itself', () => {
  expect(prefixes(['0012.jpg', '7', 'fox'])).toEqual(['0012', '7', 'fox'])
})
